import {
  assembleMeasured,
  type ComposedSource,
  carriedSources,
  carryOver,
  deriveAll,
  type EpochOf,
  type Evaluation,
  type EvaluationQuery,
  type EvaluationRequest,
  readAnewIfChurned,
  type ValueRow,
  type VersionRow,
  versionsSQL,
  withChurnedStanding,
} from '@bellwether/domain';
import type { ClickHouse } from '../connect.ts';
import { requestsSQL } from './requests.ts';
import { READ_SETTINGS, rowsOf } from './statements.ts';

/** Requests in one statement: enough to share the scan, few enough to keep the join and the answer small. */
const REQUESTS_MAX = 4_000;

/** Up to here more threads cost more than they bring. */
const ONE_THREAD_MAX = 200;

/** Evaluates requests of any number; see FactStore.evaluate. */
export async function evaluateAll(
  client: ClickHouse,
  query: EvaluationQuery,
  requests: readonly EvaluationRequest[],
  epochOf: EpochOf,
): Promise<(Evaluation | null)[]> {
  const evaluate = (some: readonly EvaluationRequest[]) => evaluateEach(client, query, some, epochOf);
  const asked = requests.map(readAnewIfChurned);
  return withChurnedStanding(asked, await evaluate(asked), evaluate);
}

async function evaluateEach(
  client: ClickHouse,
  query: EvaluationQuery,
  requests: readonly EvaluationRequest[],
  epochOf: EpochOf,
): Promise<(Evaluation | null)[]> {
  const evaluations: (Evaluation | null)[] = [];
  for (let from = 0; from < requests.length; from += REQUESTS_MAX) {
    const some = requests.slice(from, from + REQUESTS_MAX);
    evaluations.push(...(await evaluateSome(client, query, some, epochOf)));
  }
  return evaluations;
}

async function evaluateSome(
  client: ClickHouse,
  query: EvaluationQuery,
  requests: readonly EvaluationRequest[],
  epochOf: EpochOf,
): Promise<(Evaluation | null)[]> {
  // The epoch first, then versions, then values: what is read later is never older than the version says.
  const epochs = new Map(requests.map(({ tenantId }) => [tenantId, epochOf(tenantId)]));
  const asked = requestsSQL(requests);
  const settings = requests.length <= ONE_THREAD_MAX ? { ...READ_SETTINGS, max_threads: 1 } : READ_SETTINGS;
  const versions = await rowsOf<VersionRow>(client, versionsSQL(asked), settings);
  if (versions.length === 0) return requests.map(() => null);
  const factsOf = new Map(versions.map(([i, facts]) => [i, Number(facts)]));
  const carried = requests.map(({ after }, i) =>
    after ? carriedSources(query.sources, factsOf.get(i) ?? 0, after) : [],
  );
  const topics = new Set(versions.flatMap(([, , , , topicsOfAccount]) => topicsOfAccount));
  const sql = query.toSQL(asked, topics, carriedByAll(carried));
  const values = sql === null ? [] : await rowsOf<ValueRow>(client, sql, settings);
  const fresh = assembleMeasured(query, requests, versions, values, (tenantId) => epochs.get(tenantId)!);
  return fresh.map((measured, i) => {
    if (measured === null) return null;
    const before = requests[i]!.after?.evaluation;
    return deriveAll(query.indicators, before ? carryOver(measured, before, carried[i]!) : measured);
  });
}

function carriedByAll(carried: readonly (readonly ComposedSource[])[]): ReadonlySet<ComposedSource> {
  const [first = [], ...others] = carried;
  return new Set(first.filter((source) => others.every((list) => list.includes(source))));
}

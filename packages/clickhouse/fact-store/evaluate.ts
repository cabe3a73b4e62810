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
  type SourceAnswer,
  sourceSQL,
  topicsOf,
  type ValueRow,
  type VersionRow,
  versionsSQL,
  withChurnedStanding,
} from '@bellwether/domain';
import type { ClickHouse, Settings } from '../connect.ts';
import { inHalves, type OnHalved } from './in-halves.ts';
import { requestsSQL } from './requests.ts';
import { READ_SETTINGS, rowsOf } from './statements.ts';

/** Requests in one statement: enough to share the scan, few enough to keep the join and the answer small. */
const REQUESTS_MAX = 4_000;

/** Up to here more threads cost more than they bring. */
const ONE_THREAD_MAX = 200;

export interface Evaluating {
  readonly client: ClickHouse;
  readonly query: EvaluationQuery;
  readonly onHalved: OnHalved;
}

/** Evaluates requests of any number; see FactStore.evaluate. */
export async function evaluateAll(
  evaluating: Evaluating,
  requests: readonly EvaluationRequest[],
  epochOf: EpochOf,
): Promise<(Evaluation | null)[]> {
  const evaluate = (some: readonly EvaluationRequest[]) => evaluateEach(evaluating, some, epochOf);
  const asked = requests.map(readAnewIfChurned);
  return withChurnedStanding(asked, await evaluate(asked), evaluate);
}

async function evaluateEach(
  { client, query, onHalved }: Evaluating,
  requests: readonly EvaluationRequest[],
  epochOf: EpochOf,
): Promise<(Evaluation | null)[]> {
  const ask = (some: readonly EvaluationRequest[]) => evaluateSome(client, query, some, epochOf);
  const evaluations: (Evaluation | null)[] = [];
  for (let from = 0; from < requests.length; from += REQUESTS_MAX) {
    const some = requests.slice(from, from + REQUESTS_MAX);
    evaluations.push(...(await inHalves(some, ask, { nameOf, onHalved })));
  }
  return evaluations;
}

const nameOf = ({ tenantId, accountId, asOf }: EvaluationRequest) =>
  `account ${tenantId}/${accountId} as of ${new Date(asOf).toISOString()}`;

async function evaluateSome(
  client: ClickHouse,
  query: EvaluationQuery,
  requests: readonly EvaluationRequest[],
  epochOf: EpochOf,
): Promise<(Evaluation | null)[]> {
  // The epoch first, then versions, then values: what is read later is never older than the version says.
  const epochs = new Map(requests.map(({ tenantId }) => [tenantId, epochOf(tenantId)]));
  const versions = await rowsOf<VersionRow>(
    client,
    versionsSQL(requestsSQL(requests)),
    settingsFor(requests.length),
  );
  if (versions.length === 0) return requests.map(() => null);
  const versionOf = new Map(versions.map((row) => [row[0], row]));
  const carried = requests.map(({ after }, i) =>
    after ? carriedSources(query.sources, Number(versionOf.get(i)?.[1] ?? 0), after) : [],
  );
  const asked = await Promise.allSettled(
    query.sources.map((composed) => {
      const topics = topicsOf(composed.source);
      const places = versions.flatMap(([i, , , , its]) =>
        topics.some((topic) => its.includes(topic)) && !carried[i]!.includes(composed) ? [i] : [],
      );
      return ask(client, composed, requests, places);
    }),
  );
  // All have ended: what is asked after a failure is not asked beside what is left of it.
  const failed = asked.find((answer) => answer.status === 'rejected');
  if (failed) throw failed.reason;
  const answers = asked.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const fresh = assembleMeasured(query, requests, versions, answers, (tenantId) => epochs.get(tenantId)!);
  return fresh.map((measured, i) => {
    if (measured === null) return null;
    const { tenantId, after } = requests[i]!;
    const known = after ? carryOver(measured, after.evaluation, carried[i]!) : measured;
    return deriveAll(query.indicators, known, tenantId);
  });
}

/**
 * A statement a source, side by side: most of what a live flush waits for is the planning of them, and an account whose every
 * source has to be read, such as one with a late fact, then makes none of the others' be read with it.
 */
async function ask(
  client: ClickHouse,
  composed: ComposedSource,
  requests: readonly EvaluationRequest[],
  places: readonly number[],
): Promise<SourceAnswer> {
  if (places.length === 0) return { composed, rows: [] };
  const sql = sourceSQL(composed, requestsSQL(requests, places));
  return { composed, rows: await rowsOf<ValueRow>(client, sql, settingsFor(places.length)) };
}

function settingsFor(requests: number): Settings {
  return requests <= ONE_THREAD_MAX ? { ...READ_SETTINGS, max_threads: 1 } : READ_SETTINGS;
}

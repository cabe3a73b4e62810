import { DAY_MS, dayOf } from '@bellwether/domain';
import type { IndicatorsPorts } from '../ports.ts';
import type { PlacedFact, Rejected } from './door.ts';
import { persist } from './persist.ts';
import type { Tenure } from './tenure.ts';

export interface Landing {
  readonly landed: readonly PlacedFact[];
  readonly refused: readonly Rejected[];
}

/** The store refuses data although a known-good message of the topic cannot be read either. */
export class SchemaPathBroken extends Error {
  readonly code = 'schema-path-broken';
  constructor(topic: string, refusal: string) {
    super(`ClickHouse cannot read even a known-good message of ${topic}: ${refusal}`);
  }
}

/** Lands the facts of a topic. Bytes the store cannot read are found by bisection; their neighbours land. */
export async function landTopic(
  topic: string,
  facts: readonly PlacedFact[],
  tenure: Tenure,
  ports: IndicatorsPorts,
): Promise<Landing> {
  const landings: Landing[] = [];
  for (const part of inInserts(facts)) landings.push(await landPart(topic, part, tenure, ports));
  return joined(landings);
}

async function landPart(
  topic: string,
  facts: readonly PlacedFact[],
  tenure: Tenure,
  ports: IndicatorsPorts,
): Promise<Landing> {
  const outcome = await persist(`land ${topic}`, tenure, ports, async () => {
    const answer = await ports.store.land(topic, facts);
    // Without this check a registry that ClickHouse cannot reach would condemn every fact.
    if (answer.kind === 'refused' && !(await ports.store.probe(topic))) {
      throw new SchemaPathBroken(topic, answer.detail);
    }
    return answer;
  });
  if (outcome.kind === 'landed') return { landed: facts, refused: [] };
  const [only] = facts;
  if (only && facts.length === 1) {
    const { partition, offset, wire } = only;
    const key = Buffer.from(`${only.tenantId}/${only.accountId}`);
    const detail = `${outcome.code}: ${outcome.detail}`;
    const refused = { topic, partition, offset, key, value: wire, reason: 'refused-by-store', detail };
    return { landed: [], refused: [refused] };
  }
  const middle = Math.ceil(facts.length / 2);
  const left = await landPart(topic, facts.slice(0, middle), tenure, ports);
  const right = await landPart(topic, facts.slice(middle), tenure, ports);
  return joined([left, right]);
}

function joined(landings: readonly Landing[]): Landing {
  return {
    landed: landings.flatMap(({ landed }) => landed),
    refused: landings.flatMap(({ refused }) => refused),
  };
}

/** An insert makes a part for each month, and ClickHouse refuses too many: tenants may be frozen decades apart. */
const MONTHS_MAX = 60;
const MONTH_MS_MIN = 28 * DAY_MS;

export function* inInserts(facts: readonly PlacedFact[]): Generator<readonly PlacedFact[]> {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { occurredAt } of facts) {
    first = Math.min(first, occurredAt);
    last = Math.max(last, occurredAt);
  }
  if (last - first < (MONTHS_MAX - 1) * MONTH_MS_MIN) {
    yield facts;
    return;
  }
  const insertOf = new Map<string, number>();
  const inserts: PlacedFact[][] = [];
  for (const fact of facts) {
    const month = dayOf(fact.occurredAt).slice(0, 'YYYY-MM'.length);
    const insert = insertOf.get(month) ?? Math.floor(insertOf.size / MONTHS_MAX);
    insertOf.set(month, insert);
    inserts[insert] ??= [];
    inserts[insert].push(fact);
  }
  yield* inserts;
}

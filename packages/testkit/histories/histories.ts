import { type AccountRef, DAY_MS, type Instant } from '@bellwether/domain';
import fc from 'fast-check';
import type { Signal } from '../oracles/signals.ts';
import { BODIES } from './bodies.ts';
import { asOfs, momentsAround } from './moments.ts';

/** One account's random past, all copies in order of arrival, and the instants to look at it from. */
export interface RandomHistory extends AccountRef {
  readonly copies: readonly Signal[];
  readonly asOfs: readonly Instant[];
}

interface Draft {
  readonly topic: Signal['topic'];
  readonly eventId: string;
  readonly occurredAt: Instant;
  readonly lateMs: number;
  readonly bodies: readonly object[];
}

const TOPICS = Object.keys(BODIES) as Signal['topic'][];

/** Few ids, so that they repeat: on another day that is another fact, on the same day a copy. */
const eventIds = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('e0', 'e1', 'e2', 'e3') },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 1_000_000 }).map((n) => `e${n}`) },
);

/** Mostly one copy; sometimes a plain duplicate or a copy that says something else. */
const bodiesOf = (body: fc.Arbitrary<object>) =>
  fc.oneof(
    { weight: 6, arbitrary: body.map((b) => [b]) },
    { weight: 1, arbitrary: body.map((b) => [b, b]) },
    { weight: 1, arbitrary: fc.array(body, { minLength: 2, maxLength: 3 }) },
  );

/** Some accounts say a little of everything, others much of one thing. */
const topicsOfAccount = fc.oneof(
  { weight: 2, arbitrary: fc.constant(TOPICS) },
  { weight: 1, arbitrary: fc.subarray(TOPICS, { minLength: 1, maxLength: 2 }) },
);

const draftAround = (asOf: Instant, topics: readonly Signal['topic'][]): fc.Arbitrary<Draft> =>
  fc
    .record({
      topic: fc.constantFrom(...topics),
      eventId: eventIds,
      occurredAt: momentsAround(asOf),
      lateMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 * DAY_MS })),
    })
    .chain((d) => bodiesOf(BODIES[d.topic](d.occurredAt)).map((bodies) => ({ ...d, bodies })));

/**
 * Random pasts for these accounts, one each. No two copies of an account are received in the same millisecond:
 * which of those wins is each store's own business. `only` these topics; left out, a little of everything.
 */
export function historiesOf(
  accounts: readonly AccountRef[],
  signalsMax: number,
  only?: readonly Signal['topic'][],
): fc.Arbitrary<RandomHistory[]> {
  const topics: fc.Arbitrary<readonly Signal['topic'][]> = only ? fc.constant(only) : topicsOfAccount;
  return fc.tuple(...accounts.map((ref) => historyOfAccount(ref, signalsMax, topics)));
}

function historyOfAccount(
  ref: AccountRef,
  signalsMax: number,
  topicsOf: fc.Arbitrary<readonly Signal['topic'][]>,
): fc.Arbitrary<RandomHistory> {
  return fc.tuple(asOfs, topicsOf).chain(([looks, topics]) =>
    fc
      .array(draftAround(looks[0]!, topics), { maxLength: signalsMax, size: 'max' })
      .chain((drafts) => fc.shuffledSubarray(copiesOf(ref, drafts), { minLength: lengthOf(drafts) }))
      .map((copies) => ({ ...ref, copies, asOfs: looks })),
  );
}

function lengthOf(drafts: readonly Draft[]): number {
  return drafts.reduce((total, d) => total + d.bodies.length, 0);
}

function copiesOf({ tenantId, accountId }: AccountRef, drafts: readonly Draft[]): Signal[] {
  const received = new Set<Instant>();
  const receivedAt = (wanted: Instant): Instant => {
    let free = wanted;
    while (received.has(free)) free += 1;
    received.add(free);
    return free;
  };
  return drafts.flatMap(({ topic, eventId, occurredAt, lateMs, bodies }) =>
    bodies.map(
      (body) =>
        ({
          topic,
          eventId,
          tenantId,
          accountId,
          occurredAt,
          receivedAt: receivedAt(occurredAt + lateMs),
          source: 'random',
          ...body,
        }) as unknown as Signal,
    ),
  );
}

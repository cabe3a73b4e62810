import {
  type AccountRef,
  accountKey,
  addDays,
  closeOf,
  type DueAccounts,
  dayOf,
  type Evaluation,
  type FactStore,
  type IndicatorChange,
  type Instant,
  NO_CAUSES,
  startOfDay,
} from '@bellwether/domain';
import { partitionOf } from '@bellwether/kafka';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Signal } from '../oracles/signals.ts';
import { churnedContract } from './churned-contract.ts';
import { firstDaysContract } from './first-days-contract.ts';
import { readingsContract } from './readings-contract.ts';

export interface FactStoreUnderTest {
  readonly store: FactStore;
  /** The wire bytes of a signal, as the store reads them. */
  wire(signal: Signal): Uint8Array;
}

const DAY = '2026-03-10';
const NOON = startOfDay(DAY) + 12 * 3_600_000;
const epoch = (n: number) => () => n;
const LOGIN = { topic: 'signals.login', kind: 'login', source: 'test' } as const;
const ALL_PARTITIONS = Array.from({ length: 12 }, (_, partition) => partition);

/** What every {@link FactStore} promises. Tests use tenants of their own, so one store serves all of them. */
export function factStoreContract(makeStore: () => Promise<FactStoreUnderTest>): void {
  let store: FactStore;
  let wire: FactStoreUnderTest['wire'];
  let tenants = 0;
  const freshAccount = (accountId = 'acme'): AccountRef => ({ tenantId: `t${++tenants}`, accountId });
  const login = (ref: AccountRef, eventId: string, at: Instant, said: object = {}): Signal => ({
    ...LOGIN,
    ...ref,
    eventId,
    occurredAt: at,
    receivedAt: at + 1000,
    ...said,
  });
  const landOnly = (...signals: Signal[]) =>
    store.land(
      signals[0]!.topic,
      signals.map((s) => ({ ...s, wire: wire(s) })),
    );
  const recomputeOnly = (...signals: Signal[]) =>
    store.recompute(
      signals.map((s) => ({ ...s, day: dayOf(s.occurredAt) })),
      epoch(1),
    );
  const land = async (...signals: Signal[]) => {
    expect(await landOnly(...signals)).toEqual({ kind: 'landed' });
    await recomputeOnly(...signals);
  };
  const evaluate = async (ref: AccountRef, asOf: Instant): Promise<Evaluation | null> =>
    (await store.evaluate([{ ...ref, asOf }], epoch(1)))[0]!;
  const readingOf = (e: Evaluation | null, id: string) => e?.values.find((v) => v.indicator === id)?.value;

  beforeAll(async () => {
    const made = await makeStore();
    store = made.store;
    wire = made.wire;
  });

  readingsContract(async () => ({ store, wire }));
  churnedContract(async () => ({ store, wire }));
  firstDaysContract(async () => ({ store, wire }));

  describe('facts', () => {
    it.each(["$'", '$$', '$&', "it's", 'a\\b', ':accounts', '{{x}}', '%s', 'ü/é'])(
      'of an account called %s are its own, values and all',
      async (accountId) => {
        const ref = freshAccount(accountId);
        await land(login(ref, 'e1', NOON));
        const evaluation = await evaluate(ref, NOON);
        expect(evaluation?.version.facts).toBe(1);
        expect(readingOf(evaluation, 'logins-per-week')).toBe(1);
      },
    );

    it('count once they are landed and their bucket is recomputed, and not before', async () => {
      const ref = freshAccount();
      const [first, second] = [login(ref, 'e1', NOON), login(ref, 'e2', NOON + 1)];
      await land(first);
      await landOnly(second);
      expect((await evaluate(ref, NOON))?.version.facts).toBe(1);
      await recomputeOnly(second);
      const evaluation = await evaluate(ref, NOON);
      expect(evaluation?.version).toEqual({
        epoch: 1,
        facts: 2,
        receivedSum: BigInt(first.receivedAt) + BigInt(second.receivedAt),
        asOf: NOON,
      });
      expect(readingOf(evaluation, 'logins-per-week')).toBe(2);
      expect(evaluation?.firstDay).toBe(DAY);
    });

    it('are replaced by the copy received last, in whichever order copies land', async () => {
      for (const order of [0, 1]) {
        const ref = freshAccount();
        const copies = [
          login(ref, 'e', NOON, { userId: 'ann', receivedAt: NOON + 2 }),
          login(ref, 'e', NOON, { kind: 'session-end', receivedAt: NOON + 1 }),
        ];
        await land(copies[order]!);
        await land(copies[1 - order]!);
        const evaluation = await evaluate(ref, NOON);
        expect(evaluation?.version).toMatchObject({ facts: 1, receivedSum: BigInt(NOON + 2) });
        expect(readingOf(evaluation, 'active-users')).toBe(1);
      }
    });

    it('with the same event id on another day, or of another tenant, are other facts', async () => {
      const ref = freshAccount();
      const other = freshAccount();
      await land(login(ref, 'e', NOON), login(ref, 'e', NOON - 86_400_000), login(other, 'e', NOON));
      expect((await evaluate(ref, NOON))?.version.facts).toBe(2);
      expect((await evaluate(other, NOON))?.version.facts).toBe(1);
    });

    it('that cannot be read are refused as a whole', async () => {
      const ref = freshAccount();
      const signal = login(ref, 'e', NOON);
      const good = { ...signal, wire: wire(signal) };
      const bad = { ...signal, eventId: 'x', wire: good.wire.subarray(0, good.wire.length - 2) };
      const outcome = await store.land(signal.topic, [good, bad]);
      expect(outcome).toMatchObject({ kind: 'refused', code: expect.any(Number) });
      expect(await store.probe(signal.topic)).toBe(true);
    });
  });

  describe('evaluation', () => {
    it('answers in the order of the requests, null where there is no fact yet', async () => {
      const ref = freshAccount();
      await land(login(ref, 'e1', NOON), login(ref, 'e2', startOfDay(addDays(DAY, 1))));
      const asOfs = [closeOf(addDays(DAY, 1)), closeOf(addDays(DAY, -1)), closeOf(DAY)];
      const requests = [...asOfs.map((asOf) => ({ ...ref, asOf })), { ...freshAccount(), asOf: NOON }];
      const evaluations = await store.evaluate(requests, epoch(3));
      expect(evaluations.map((e) => e?.version.facts ?? null)).toEqual([2, null, 1, null]);
      expect(evaluations[0]?.version.epoch).toBe(3);
    });

    it('of nothing is nothing', async () => {
      expect(await store.evaluate([], epoch(1))).toEqual([]);
      expect(await store.recorded([])).toEqual([]);
      await store.recompute([], epoch(1));
      await store.record([]);
    });

    it('is the same at 23:59:59.999 as at that day’s close', async () => {
      const ref = freshAccount();
      await land(login(ref, 'e1', NOON), login(ref, 'e2', NOON - 7 * 86_400_000));
      expect(await evaluate(ref, startOfDay(DAY) + 86_399_999)).toEqual(await evaluate(ref, closeOf(DAY)));
    });
  });

  describe('recording', () => {
    const changeOf = (ref: AccountRef, live: Evaluation, days: readonly string[] = []): IndicatorChange => ({
      ...ref,
      reason: 'signals',
      live,
      closes: days.map((day) => ({ day, evaluation: atVersion(live, { asOf: closeOf(day) }) })),
      causes: NO_CAUSES,
    });
    const vector = async (ref: AccountRef): Promise<Evaluation> => {
      await land(login(ref, 'e', NOON, { userId: 'ann' }));
      return (await evaluate(ref, NOON))!;
    };

    it('keeps the vector whole, and how far closes are recorded', async () => {
      const ref = freshAccount();
      const live = await vector(ref);
      expect(await store.recorded([ref])).toEqual([null]);
      await store.record([changeOf(ref, live)]);
      expect(await store.recorded([ref])).toEqual([{ live, closedThrough: null }]);
      await store.record([changeOf(ref, live, [addDays(DAY, -2), addDays(DAY, -1)])]);
      expect(await store.recorded([freshAccount(), ref])).toEqual([
        null,
        { live, closedThrough: addDays(DAY, -1) },
      ]);
    });

    it('ignores a lower version and applies an equal one', async () => {
      const ref = freshAccount();
      const live = await vector(ref);
      const older = atVersion(live, { facts: 0 });
      const same = { ...live, profile: { ...live.profile, name: 'Acme' } };
      await store.record([changeOf(ref, live)]);
      await store.record([changeOf(ref, older)]);
      expect((await store.recorded([ref]))[0]?.live).toEqual(live);
      await store.record([changeOf(ref, same)]);
      expect((await store.recorded([ref]))[0]?.live).toEqual(same);
    });

    it('under a new epoch knows no closes of the old one', async () => {
      const ref = freshAccount();
      const live = await vector(ref);
      await store.record([changeOf(ref, live, [DAY])]);
      const next = atVersion(live, { epoch: 2, facts: 0, receivedSum: 0n });
      await store.record([changeOf(ref, next)]);
      expect(await store.recorded([ref])).toEqual([{ live: next, closedThrough: null }]);
    });

    it('makes accounts no longer due under its epoch', async () => {
      const ref = freshAccount('a');
      const { tenantId } = ref;
      const all = [ref, { tenantId, accountId: 'b' }];
      for (const account of all) await store.record([changeOf(account, await vector(account))]);
      const unrecorded = { tenantId, accountId: 'c' };
      await vector(unrecorded);
      const due = (asked: Partial<DueAccounts>, limit = 9, after: AccountRef | null = null) =>
        store.due({ tenantId, epoch: 2, partitions: ALL_PARTITIONS, ...asked }, after, limit);
      expect(await due({ epoch: 1 })).toEqual([unrecorded]);
      expect(await due({}, 2)).toEqual(all);
      expect(await due({}, 9, ref)).toEqual([all[1], unrecorded]);
      const own = partitionOf(accountKey(ref));
      expect(await due({ partitions: [own] })).toContainEqual(ref);
      expect(await due({ partitions: ALL_PARTITIONS.filter((p) => p !== own) })).not.toContainEqual(ref);
    });
  });

  it('accounts are listed by partition, in order and page by page', async () => {
    const { tenantId } = freshAccount();
    const accounts = ['a', 'a/b', 'b', 'ü', 'z'].map((accountId) => ({ tenantId, accountId }));
    await land(...accounts.map((ref) => login(ref, 'e', NOON)));
    const before = { tenantId, accountId: '' };
    const first = await store.owned(ALL_PARTITIONS, before, 3);
    expect(first).toEqual([accounts[0], accounts[1], accounts[2]]);
    expect((await store.owned(ALL_PARTITIONS, first[2]!, 2)).map((a) => a.accountId)).toEqual(['z', 'ü']);
    expect(await store.owned([], null, 5)).toEqual([]);
    const own = partitionOf(accountKey(accounts[3]!));
    expect(await store.owned([own], before, 100)).toContainEqual(accounts[3]);
  });
}

function atVersion(evaluation: Evaluation, version: Partial<Evaluation['version']>): Evaluation {
  return { ...evaluation, version: { ...evaluation.version, ...version } };
}

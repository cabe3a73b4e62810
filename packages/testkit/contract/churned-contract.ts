import {
  type AccountRef,
  closeOf,
  dayOf,
  type FactStore,
  type Instant,
  startOfDay,
} from '@bellwether/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Signal } from '../oracles/signals.ts';
import type { FactStoreUnderTest } from './fact-store-contract.ts';

const NOON = startOfDay('2026-03-10') + 12 * 3_600_000;
const DAY = 86_400_000;
const LATER = NOON + 40 * DAY;

/** What every FactStore promises about accounts that have churned. */
export function churnedContract(makeStore: () => Promise<FactStoreUnderTest>): void {
  let store: FactStore;
  let wire: FactStoreUnderTest['wire'];
  let accounts = 0;
  beforeAll(async () => {
    ({ store, wire } = await makeStore());
  });

  const land = async (...signals: object[]) => {
    const facts = (signals as Signal[]).map((s) => ({ ...s, wire: wire(s) }));
    for (const fact of facts) expect(await store.land(fact.topic, [fact])).toEqual({ kind: 'landed' });
    await store.recompute(
      facts.map((fact) => ({ ...fact, day: dayOf(fact.occurredAt) })),
      () => 1,
    );
  };
  const envelope = (ref: AccountRef, eventId: string, at: Instant) => {
    return { ...ref, eventId, occurredAt: at, receivedAt: at, source: 'test' };
  };
  const login = (ref: AccountRef, eventId: string, at: Instant) => {
    return { topic: 'signals.login', kind: 'login', userId: 'ann', ...envelope(ref, eventId, at) };
  };
  const subscribed = (ref: AccountRef, change: string, at: Instant) => ({
    topic: 'signals.subscription',
    subscriptionId: 's',
    change,
    mrr: change === 'churned' ? 0 : 100,
    currency: 'EUR',
    trial: false,
    ...envelope(ref, `${change}-${at}`, at),
  });
  /** A customer of a month who left at noon. */
  const leaver = async () => {
    const ref = { tenantId: `left${++accounts}`, accountId: 'acme' };
    await land(
      subscribed(ref, 'started', NOON - 30 * DAY),
      ...[1, 2, 3].map((n) => login(ref, `l${n}`, NOON - n * DAY)),
      subscribed(ref, 'churned', NOON),
    );
    return ref;
  };
  const evaluate = async (ref: AccountRef, asOf: Instant, more: object = {}) =>
    (await store.evaluate([{ ...ref, asOf, ...more }], () => 1))[0]!;
  const contentAt = async (ref: AccountRef, asOf: Instant) => {
    const { version: _, ...content } = await evaluate(ref, asOf);
    return content;
  };
  const loginsAt = async (ref: AccountRef, asOf: Instant, more: object = {}) =>
    (await evaluate(ref, asOf, more)).values.find((v) => v.indicator === 'logins-per-week')!.value;

  describe('an account that has churned', () => {
    it('stands as at the close of that day, whatever is heard of it afterwards', async () => {
      const ref = await leaver();
      const stood = await contentAt(ref, closeOf(dayOf(NOON)));
      expect(stood.profile.churnedAt).toBe(NOON);
      await land(login(ref, 'after', NOON + 5 * DAY));
      expect(await contentAt(ref, LATER)).toEqual(stood);
      expect((await evaluate(ref, LATER)).version.facts).toBe(6);
    });

    it('is corrected by a late fact about the days before', async () => {
      const ref = await leaver();
      expect(await loginsAt(ref, LATER)).toBe(3);
      await land(login(ref, 'late', NOON - 2 * DAY));
      expect(await loginsAt(ref, LATER)).toBe(4);
    });

    it('goes on with all that happened meanwhile once it comes back', async () => {
      const ref = await leaver();
      const before = await evaluate(ref, LATER);
      await land(login(ref, 'meanwhile', LATER - DAY), subscribed(ref, 'reactivated', LATER));
      const after = { evaluation: before, topics: new Set(['signals.subscription']), factsMax: 2 };
      const back = await evaluate(ref, LATER + 1, { after });
      expect(back.profile.churnedAt).toBeNull();
      expect(await loginsAt(ref, LATER + 1, { after })).toBe(1);
      expect(back).toEqual(await evaluate(ref, LATER + 1));
    });
  });
}

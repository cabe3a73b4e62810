import { addDays, type Day, dayOf, type FactStore, startOfDay } from '@bellwether/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Signal } from '../oracles/signals.ts';
import type { FactStoreUnderTest } from './fact-store-contract.ts';

/** What every FactStore promises about the first days of accounts. */
export function firstDaysContract(makeStore: () => Promise<FactStoreUnderTest>): void {
  let store: FactStore;
  let wire: FactStoreUnderTest['wire'];
  beforeAll(async () => {
    ({ store, wire } = await makeStore());
  });

  const login = (tenantId: string, accountId: string, day: Day): Signal => {
    const at = startOfDay(day) + 1;
    const ids = { tenantId, accountId, eventId: day, occurredAt: at, receivedAt: at, source: 'test' };
    return { topic: 'signals.login', kind: 'login', ...ids } as unknown as Signal;
  };
  const land = (...signals: Signal[]) =>
    store.land(
      'signals.login',
      signals.map((s) => ({ ...s, wire: wire(s) })),
    );
  const recompute = (...signals: Signal[]) =>
    store.recompute(
      signals.map((s) => ({ ...s, day: dayOf(s.occurredAt) })),
      () => 1,
    );

  describe('the first day of an account', () => {
    it('is that of its first fact in a bucket, apart from accounts of the same name and in the order asked', async () => {
      const [day, before] = ['2026-03-10', addDays('2026-03-10', -2)];
      const facts = [login('first', 'a', day), login('first', 'a', before), login('first-2', 'a', day)];
      await land(...facts);
      const ask = (tenantId: string, accountId: string) => ({ tenantId, accountId });
      const asked = [ask('first-2', 'a'), ask('first', 'nobody'), ask('first', 'a')];
      expect(await store.firstDays(asked)).toEqual([null, null, null]);
      await recompute(...facts);
      expect(await store.firstDays(asked)).toEqual([day, null, before]);
      expect(await store.firstDays([])).toEqual([]);
    });
  });
}

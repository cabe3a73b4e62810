import { type AccountRef, dayOf, type FactStore, startOfDay } from '@bellwether/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Signal, SurveySignal } from '../oracles/signals.ts';
import { readingsOf } from '../plain-reader.ts';
import type { FactStoreUnderTest } from './fact-store-contract.ts';

const NOON = startOfDay('2026-03-10') + 12 * 3_600_000;

/** What every FactStore promises about what was read in open texts. */
export function readingsContract(makeStore: () => Promise<FactStoreUnderTest>): void {
  let store: FactStore;
  let wire: FactStoreUnderTest['wire'];
  let tenants = 0;
  const freshAccount = (): AccountRef => ({ tenantId: `r${++tenants}`, accountId: "o'neil/größe" });

  beforeAll(async () => {
    const made = await makeStore();
    store = made.store;
    wire = made.wire;
  });

  const answer = (ref: AccountRef, eventId: string, reason: string, said: object = {}): SurveySignal => ({
    topic: 'signals.survey',
    channel: 'email',
    ...ref,
    eventId,
    occurredAt: NOON,
    receivedAt: NOON,
    surveyId: 's',
    invitationId: eventId,
    change: 'answered',
    kind: 'feedback',
    reason,
    ...said,
  });
  const land = async (...signals: Signal[]) => {
    const facts = signals.map((s) => ({ ...s, wire: wire(s) }));
    expect(await store.land(signals[0]!.topic, facts)).toEqual({ kind: 'landed' });
    await store.recompute(
      signals.map((s) => ({ ...s, day: dayOf(s.occurredAt) })),
      () => 1,
    );
  };
  const read = (...signals: Signal[]) => store.landReadings(readingsOf(signals));
  const sentiment = async (ref: AccountRef) => {
    const [evaluation] = await store.evaluate([{ ...ref, asOf: NOON }], () => 1);
    const { value, reason } = evaluation!.values.find((v) => v.indicator === 'text-sentiment')!;
    return value ?? reason;
  };

  describe('a reading', () => {
    it.each([
      'en 0.5',
      'en 0.5 größer als 日本 👍',
      'en 0.5 it’s "quoted", \\ and\ttabbed\nover lines',
      'en 0.5 \u0000',
      'en 0.5 \ufeff\ufffd',
      `en 0.5 ${'long '.repeat(4_000)}`,
    ])('of %j belongs to its fact, whichever of the two lands first', async (reason) => {
      const [before, after] = [freshAccount(), freshAccount()];
      await read(answer(before, 'e', reason));
      await land(answer(before, 'e', reason));
      await land(answer(after, 'e', reason));
      expect(await sentiment(after)).toBe('never');
      await read(answer(after, 'e', reason));
      expect([await sentiment(before), await sentiment(after)]).toEqual([0.5, 0.5]);
    });

    it('landed again and again, and shared by several facts, counts with each fact once', async () => {
      const ref = freshAccount();
      const [first, second, other] = [
        answer(ref, 'e1', 'en 1'),
        answer(ref, 'e2', 'en 1'),
        answer(ref, 'e3', 'en -1'),
      ];
      await land(first, second, other);
      for (let times = 0; times < 3; times++) await read(first, second, other);
      expect(await sentiment(ref)).toBeCloseTo(1 / 3, 9);
    });

    it('of one account or stated language says nothing about another', async () => {
      const [ref, stranger] = [freshAccount(), freshAccount()];
      const german = answer(ref, 'e1', 'en 0.5', { language: 'de' });
      await land(answer(ref, 'e0', 'en 0.5'), german, answer(stranger, 'e', 'en 0.5'));
      await read(german);
      expect([await sentiment(ref), await sentiment(stranger)]).toEqual(['never', 'never']);
      await read(answer(ref, 'e0', 'en 0.5'));
      expect([await sentiment(ref), await sentiment(stranger)]).toEqual([0.5, 'never']);
    });

    it('by a newer reader holds, whichever lands last', async () => {
      const ref = freshAccount();
      const said = answer(ref, 'e', 'en 0.5');
      await land(said);
      const [old] = readingsOf([said]);
      const newer = { ...old!, readerVersion: 2, reading: { ...old!.reading, sentiment: -0.25 } };
      await store.landReadings([newer]);
      await store.landReadings([old!]);
      expect(await sentiment(ref)).toBe(-0.25);
    });

    it('is not needed for anything: of nothing is nothing', async () => {
      await expect(store.landReadings([])).resolves.toBeUndefined();
    });
  });
}

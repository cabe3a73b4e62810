import { describe, expect, it } from 'vitest';
import { signalCheck } from '../import/check-signal.ts';
import { moneyHere } from '../stack/money.ts';
import { RELEASED_FEATURE } from './behaviour/release.ts';
import { historySignal } from './envelope.ts';
import { simulate } from './simulate.ts';

const START = '2026-01-01';
const END = Date.UTC(2026, 5, 30, 15);
const history = [...simulate({ seed: 'test', start: START, end: END, accounts: 40 })];

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (n: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[n], 0) / pairs.length;
  const [mx, my] = [mean(0), mean(1)];
  const sum = (f: (x: number, y: number) => number) =>
    pairs.reduce((total, [x, y]) => total + f(x - mx, y - my), 0);
  return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
}

describe('the demo company', () => {
  it('lives the same life twice from one seed, and another from another', () => {
    const again = [...simulate({ seed: 'test', start: START, end: END, accounts: 3 })];
    const other = [...simulate({ seed: 'other', start: START, end: END, accounts: 3 })];
    expect(again.map(({ signals }) => signals)).toEqual(history.slice(0, 3).map(({ signals }) => signals));
    expect(other[0]!.signals).not.toEqual(history[0]!.signals);
  });

  it('goes on where it stopped: a longer history begins with the shorter one, so a pause can be filled', () => {
    const longer = [...simulate({ seed: 'test', start: START, end: END + 3 * 86_400_000, accounts: 10 })];
    for (const [index, { signals }] of longer.entries()) {
      expect(signals.filter((signal) => signal.occurredAt <= END)).toEqual(history[index]!.signals);
    }
  });

  it('says only what the pipeline takes, under ids of its own', () => {
    const check = signalCheck({ asOf: END, now: END });
    const ids = new Set<string>();
    let count = 0;
    for (const { signals } of history) {
      for (const [ordinal, made] of signals.entries()) {
        const { topic, signal } = historySignal(made, ordinal, 'demo', END);
        expect(check(topic, { ...signal })).toMatchObject({ kind: 'valid' });
        ids.add(signal.eventId);
        count += 1;
      }
    }
    expect(ids.size).toBe(count);
  });

  it('speaks on every topic, and telemetry does not reach beyond its 180 days', () => {
    const all = history.flatMap(({ signals }) => signals);
    expect(new Set(all.map(({ topic }) => topic)).size).toBe(10);
    const firstLogin = Math.min(
      ...all.filter(({ topic }) => topic === 'signals.login').map((s) => s.occurredAt),
    );
    expect(firstLogin).toBeGreaterThanOrEqual(Date.parse(START));
  });

  it('writes what people say, mostly in English', () => {
    const said = history
      .flatMap(({ signals }) => signals)
      .map(({ fields }) => fields as Record<string, unknown>);
    const languages = said
      .filter(({ reason, language }) => reason && language)
      .map(({ language }) => language);
    expect(new Set(languages)).toEqual(new Set(['en', 'de', 'fr', 'es']));
    expect(languages.filter((language) => language === 'en').length).toBeGreaterThan(languages.length / 2);
    for (const field of ['text', 'note', 'reason'])
      expect(said.filter((fields) => fields[field]).length).toBeGreaterThan(20);
  });

  it('is paid in more than one currency, each of which has a rate', () => {
    const paid = history.flatMap(({ signals }) =>
      signals.filter(({ topic }) => topic === 'signals.subscription'),
    );
    const currencies = new Set(paid.map(({ fields }) => fields.currency as string));
    expect(currencies).toEqual(new Set(['EUR', 'USD']));
    expect(Object.keys(moneyHere().rates.rates)).toContain('USD');
  });

  it('asks about the released feature from account after account, lately', () => {
    const asked = (from: number, to: number) =>
      history.filter(({ signals }) =>
        signals.some(
          ({ occurredAt, fields: { category, feature, change } }) =>
            category === 'how-to' &&
            feature === RELEASED_FEATURE &&
            change === 'opened' &&
            occurredAt > END - to * 86_400_000 &&
            occurredAt <= END - from * 86_400_000,
        ),
      ).length;
    expect(asked(0, 14)).toBeGreaterThanOrEqual(5);
    expect(asked(0, 14)).toBeGreaterThan(2 * asked(14, 28));
  });

  it('shows what people feel in what they do and say, but never exactly', () => {
    const lastMonth = END - 30 * 86_400_000;
    const seen = history
      .filter(({ state }) => !state.churned)
      .map(({ account, state, signals }) => {
        const logins = signals.filter((s) => s.topic === 'signals.login' && s.occurredAt > lastMonth).length;
        return [state.satisfaction, logins / account.users.length] as const;
      });
    expect(correlation(seen)).toBeGreaterThan(0.4);
    expect(correlation(seen)).toBeLessThan(0.98);
  });
});

import { readIndicators } from '@bellwether/configuration';
import { evaluateNaively, historyOf, type Signal } from '@bellwether/testkit';
import { textReader } from '@bellwether/text';
import { expect, it } from 'vitest';
import { historySignal } from '../../packages/cli/demo/envelope.ts';
import { simulate } from '../../packages/cli/demo/simulate.ts';

const END = Date.UTC(2026, 5, 30, 15);
const ACCOUNTS = 60;
const readText = (text: string, language: string | null) => textReader.read(text, language);

/** Whoever tries the demo finds a value of each somewhere. */
it('the demo company tells of every indicator', () => {
  const indicators = readIndicators();
  const silent = new Set(indicators.map(({ id }) => id));
  for (const { signals } of simulate({ seed: 'shown', start: '2026-01-01', end: END, accounts: ACCOUNTS })) {
    if (silent.size === 0) break;
    const facts = signals.map((made, n) => {
      const { topic, signal } = historySignal(made, n, 'demo', END);
      // Last, because interactions have a field of that name.
      return { ...signal, topic } as unknown as Signal;
    });
    const live = evaluateNaively(historyOf(facts, readText), END + 1, 1, indicators)!;
    for (const { indicator, value } of live.values) if (value !== null) silent.delete(indicator);
  }
  expect([...silent]).toEqual([]);
});

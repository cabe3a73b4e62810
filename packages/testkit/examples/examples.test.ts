import { describe, expect, it } from 'vitest';
import { ORACLES } from '../oracles/catalogue.ts';
import { historyOf } from '../oracles/history.ts';
import { plainReader } from '../plain-reader.ts';
import { TEST_INDICATORS } from '../test-indicators.ts';
import { EXAMPLES } from './all.ts';

describe('the oracles', () => {
  it.each(EXAMPLES.map((e) => [e.indicator, e.because, e] as const))('%s: %s', (indicator, _, example) => {
    const { value, reason } = ORACLES.get(indicator)!(
      historyOf(example.signals, plainReader.read),
      example.asOf,
    );
    if (typeof example.expected === 'number') expect(value).toBeCloseTo(example.expected, 9);
    else expect({ value, reason }).toEqual({ value: null, reason: example.expected });
  });

  it('are one for every indicator', () => {
    expect([...ORACLES.keys()].sort()).toEqual(TEST_INDICATORS.map(({ id }) => id).sort());
  });
});

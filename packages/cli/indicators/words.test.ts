import { INDICATORS, indicatorById } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { anchorsDrawn, reasonText, valueText } from './words.ts';

describe('a value for people', () => {
  it.each([
    [0.8333, 'ratio', '0.83'],
    [4, 'score-1-5', '4 of 5'],
    [12.42857, 'per-week', '12.43 a week'],
    [33.333, 'percent', '33.33 %'],
    [1250.5, 'money-per-month', '1,250.5 EUR a month'],
    [-0.0001, 'points', '0 points'],
  ] as const)('%d in %s is %s', (value, unit, text) => {
    expect(valueText(value, unit, 'EUR')).toBe(text);
  });

  it('has words for every unit there is', () => {
    for (const { unit } of INDICATORS) expect(valueText(1, unit, 'EUR')).toMatch(/^1/);
  });

  it('is told apart from none, with what it needs', () => {
    const usage = indicatorById('usage-change')!;
    expect(reasonText('too-little-history', usage)).toBe('too little history: it needs 70 days');
    expect(reasonText('too-little-history', indicatorById('reopen-rate')!)).toContain('too little');
    expect(reasonText('silent', indicatorById('nps')!)).toContain('nothing of its kind in the last 180 days');
    expect(reasonText('never', usage)).not.toBe(reasonText('not-applicable', usage));
  });
});

it('anchors drawn rise and fall with health', () => {
  const linear = anchorsDrawn(
    [
      [0, 0],
      [10, 100],
    ],
    (value) => value * 10,
    8,
  );
  expect(linear).toBe('▁▂▃▄▅▆▇█');
});

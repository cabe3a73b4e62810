import { describe, expect, it } from 'vitest';
import { cardOf, evaluation, indicators } from './given.ts';
import { score, sumOf } from './score.ts';

const scored = (values: Record<string, number | null>, card = cardOf()) =>
  score(card, indicators, evaluation({ values }));

describe('a score', () => {
  it('is the weighted mean of what is known, in tenths', () => {
    const result = scored({ use: 80, renew: 41 });
    expect(result).toMatchObject({ tenths: 605, dataTenths: 800, humanTenths: 410, coveragePercent: 100 });
    expect(result.contributions.map((c) => [c.id, c.tenths, c.weight])).toEqual([
      ['use', 400, 0.5],
      ['renew', 205, 0.5],
    ]);
  });

  it('gives the weight of what is missing to the rest and says what is missing', () => {
    const result = scored({ use: 80 });
    expect(result).toMatchObject({ tenths: 800, coveragePercent: 50, missing: ['renew'], humanTenths: null });
  });

  it('is null when too little is known, and then claims no contributions', () => {
    const result = scored({ use: 80 }, cardOf({ coverageMinimum: 51 }));
    expect(result).toMatchObject({ tenths: null, contributions: [], dataTenths: 800, coveragePercent: 50 });
  });

  it('knows 0 from unknown', () => {
    expect(scored({ use: 0, renew: 0 }).tenths).toBe(0);
    expect(scored({}).tenths).toBeNull();
  });

  it('lets a worst-of group be no healthier than its worst, as a line of its own', () => {
    const indicatorsOfGroup = [{ id: 'use' }, { id: 'speed' }];
    const groups = [{ id: 'usage', weight: 1, rollUp: 'worst-of', indicators: indicatorsOfGroup }];
    const result = scored({ use: 90, speed: 30 }, cardOf({ groups }));
    expect(result.tenths).toBe(300);
    expect(result.contributions.at(-1)).toMatchObject({ id: 'roll-up/usage', kind: 'roll-up', tenths: -300 });
    expect(sumOf(result.contributions)).toBe(300);
  });

  it('applies the tightest cap that holds, after floors, as a line of its own', () => {
    const card = cardOf({
      caps: [
        { when: { indicator: 'renew', below: 50 }, atMost: 55 },
        { when: { indicator: 'use', above: 10 }, atMost: 40 },
      ],
      floors: [{ when: { indicator: 'use', above: 70 }, atLeast: 90 }],
    });
    const result = scored({ use: 80, renew: 20 }, card);
    expect(result.tenths).toBe(400);
    expect(result.contributions.slice(2).map((c) => [c.id, c.tenths])).toEqual([
      ['floor/use', 400],
      ['cap/use', -500],
    ]);
  });
});

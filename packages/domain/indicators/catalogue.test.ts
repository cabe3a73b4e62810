import { describe, expect, it } from 'vitest';
import { INDICATORS, indicatorById } from './catalogue.ts';
import { SOURCES } from './sources/catalogue.ts';

describe('the catalogue', () => {
  it('names every indicator once, by a slug', () => {
    const ids = INDICATORS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(indicatorById('nps')?.group).toBe('voice');
    expect(indicatorById('none')).toBeUndefined();
  });

  it.each(INDICATORS.map(({ id, formula }) => [id, formula]))(
    '%s says where its formula comes from',
    (_, formula) => {
      expect(formula).toMatch(/Source: .+\./);
    },
  );

  it('names every source once', () => {
    expect(new Set(SOURCES.map(({ id }) => id)).size).toBe(SOURCES.length);
  });

  it.each(INDICATORS.map((indicator) => [indicator.id, indicator] as const))(
    '%s anchors its health in order, and it rises or falls as its direction says',
    (_, { health, direction }) => {
      const steps = health
        .slice(1)
        .map(([value, points], n) => [value - health[n]![0], points - health[n]![1]]);
      expect(steps.length).toBeGreaterThan(0);
      for (const [value, points] of steps) {
        expect(value).toBeGreaterThan(0);
        expect(direction === 'higher-is-healthier' ? points : -points!).toBeGreaterThan(0);
      }
      for (const [, points] of health) expect(points >= 0 && points <= 100).toBe(true);
    },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { healthOf } from '../indicators/health.ts';
import { anchorsOf, onPresentScale, type Scale } from './scale.ts';

const scale = (...health: number[]): Scale => health.map((points, n) => [n + 1, points]);
const PLAIN = scale(0, 25, 50, 75, 100);

describe('a score on the present scale', () => {
  it('is itself where its step says the same of health', () => {
    expect(onPresentScale(4, PLAIN, scale(0, 10, 20, 75, 100))).toBe(4);
  });

  it('lies between the steps that say less and more', () => {
    // 75 then; now 60 is step 4 and 100 step 5: 15 of 40 above step 4.
    expect(onPresentScale(4, PLAIN, scale(0, 10, 20, 60, 100))).toBeCloseTo(4.375, 12);
  });

  it('lies outside of the steps where none is that bad or that good any more', () => {
    expect(onPresentScale(1, PLAIN, scale(20, 40, 50, 60, 80))).toBe(0);
    expect(onPresentScale(5, PLAIN, scale(20, 40, 50, 60, 80))).toBe(6);
  });

  const scales = fc
    .uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 5, maxLength: 5 })
    .map((points) => scale(...points.sort((a, b) => a - b)));

  it('keeps the health it was given with, whatever the scales', () => {
    fc.assert(
      fc.property(scales, scales, fc.double({ min: 1, max: 5, noNaN: true }), (given, present, score) => {
        const health = healthOf({ health: anchorsOf(present) }, onPresentScale(score, given, present));
        expect(health).toBeCloseTo(healthOf({ health: given }, score), 9);
      }),
    );
  });
});

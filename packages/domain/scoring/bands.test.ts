import { describe, expect, it } from 'vitest';
import { type BandStep, bandNow } from './bands.ts';
import { bandsAt, cardOf } from './given.ts';

const card = cardOf({ knobs: { dwellCloses: 2, cooldownCloses: 2 } });
const step = (points: number | null, plain = false): BandStep => ({
  tenths: points === null ? null : points * 10,
  plain,
  card,
});
const after = (...scores: (number | null)[]) => bandsAt(scores.map((s) => step(s)));

describe('a band', () => {
  it('starts from the plain thresholds', () => {
    expect(after(39.9)).toEqual(['at-risk']);
    expect(after(40)).toEqual(['watch']);
    expect(after(70)).toEqual(['healthy']);
  });

  it('is left only past the leaving threshold', () => {
    expect(after(39, 44, 45, 45.1)).toEqual(['at-risk', 'at-risk', 'at-risk', 'watch']);
    expect(after(60, 71, 73, 73.1)).toEqual(['watch', 'watch', 'watch', 'healthy']);
  });

  it('is held for the dwell before it worsens and for the cooldown too before it improves', () => {
    expect(after(80, 60, 30, 30)).toEqual(['healthy', 'watch', 'watch', 'at-risk']);
    expect(after(80, 60, 90, 90, 90, 90).slice(1)).toEqual(['watch', 'watch', 'watch', 'watch', 'healthy']);
  });

  it('survives closes without a score, which show that too little was known', () => {
    expect(after(30, null, 44)).toEqual(['at-risk', 'insufficient-data', 'at-risk']);
  });

  it('can be worsened by live, never improved', () => {
    expect(bandNow([step(80)], step(30))).toBe('at-risk');
    expect(bandNow([step(30)], step(90))).toBe('at-risk');
  });

  it('of an account without closes is that of its live score', () => {
    expect(bandNow([], step(50))).toBe('watch');
    expect(bandNow([], step(null))).toBe('insufficient-data');
  });

  it("shows a person's override at once, and its end too", () => {
    expect(bandNow([step(30)], step(90, true))).toBe('healthy');
    expect(bandNow([step(30), step(90, true)], step(30))).toBe('at-risk');
    expect(bandsAt([step(80), step(10, true), step(80)])).toEqual(['healthy', 'at-risk', 'healthy']);
  });
});

import { describe, expect, it } from 'vitest';
import { scoreAsOf } from './asof.ts';
import { decide } from './decide.ts';
import { at, cardOf, close, context, evaluation, published, vector } from './given.ts';
import { scoreRecordOf } from './score-record.ts';

const card = cardOf({
  groups: [
    { id: 'usage', weight: 1, indicators: [{ id: 'use' }] },
    { id: 'support', weight: 1, indicators: [{ id: 'speed' }] },
  ],
});
const ctx = context([published(card)]);
const good = { use: 90, speed: 80 };
const closes = ['2026-03-01', '2026-03-02', '2026-03-03'].map((day) => close(day, good));

function flagsAt(day: string, values: Record<string, number>, past = closes) {
  const asOf = at(day, 12);
  const live = evaluation({ values, asOf });
  const verdict = scoreAsOf({ tenantId: 't', asOf, live, closes: past, overrides: [] }, ctx);
  return verdict.findings.map((f) => f.flag);
}

describe('fading', () => {
  it('is raised when leading indicators fall while lagging ones look good, with both in its evidence', () => {
    expect(flagsAt('2026-03-04', { use: 74, speed: 80 })).toEqual(['fading']);
    const asOf = at('2026-03-04', 12);
    const question = { tenantId: 't', asOf, closes, overrides: [] };
    const live = evaluation({ values: { use: 74, speed: 80 }, asOf });
    expect(scoreAsOf({ ...question, live }, ctx).findings[0]!.because).toContain('from 90.0 to 74.0');
  });

  it('is not raised by a small fall, where the lagging ones are poor too, or long after', () => {
    expect(flagsAt('2026-03-04', { use: 76, speed: 80 })).toEqual([]);
    expect(flagsAt('2026-03-04', { use: 60, speed: 50 })).toEqual([]);
    const later = close('2026-04-01', { use: 74, speed: 80 });
    expect(flagsAt('2026-04-02', { use: 74, speed: 80 }, [...closes, later])).toEqual([]);
  });

  it('is not raised by another scorecard, under which the same account stands lower', () => {
    const ahead = { use: 90, speed: 80, renew: 20 };
    const stricter = cardOf({
      groups: [
        { id: 'usage', weight: 1, indicators: [{ id: 'use' }] },
        { id: 'people', weight: 1, indicators: [{ id: 'renew' }] },
        { id: 'support', weight: 1, indicators: [{ id: 'speed' }] },
      ],
    });
    const published2 = [published(card), published(stricter, 2, at('2026-03-04', 0))];
    const asOf = at('2026-03-04', 12);
    const past = ['2026-03-01', '2026-03-02', '2026-03-03'].map((day) => close(day, ahead));
    const question = {
      tenantId: 't',
      asOf,
      live: evaluation({ values: ahead, asOf }),
      closes: past,
      overrides: [],
    };
    const verdict = scoreAsOf(question, context(published2));
    expect(verdict.leadingTenths).toBe(550);
    expect(verdict.findings.map((f) => f.flag)).not.toContain('fading');
  });

  it('stays until a close finds otherwise, and the daily history says on which days it held', () => {
    const fell = close('2026-03-04', { use: 70, speed: 80 });
    const back = vector({ values: good, asOf: at('2026-03-05', 9), facts: 2 }, [...closes, fell]);
    const { state, verdict } = decide(null, back, ctx);
    expect(verdict!.findings.map((f) => f.flag)).toEqual(['fading']);
    const record = scoreRecordOf(null, state!, verdict, ctx);
    expect(record.closes.map((c) => [c.day, c.flags])).toEqual([
      ['2026-03-01', []],
      ['2026-03-02', []],
      ['2026-03-03', []],
      ['2026-03-04', ['fading']],
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, CLOSES_KEPT, closeOf, lastClosedDays } from '../time/days.ts';
import { anyVectors } from './arbitrary.ts';
import { scoreAsOf } from './asof.ts';
import { decide, type ScorerInput, standing } from './decide.ts';
import { at, cardOf, close, context, evaluation, override, published, vector } from './given.ts';
import { type CloseScore, type ScoreRecord, scoreRecordOf } from './score-record.ts';
import type { ScoreState } from './state.ts';

const FIRST = '2026-02-01';
const ctx = context([published(cardOf({ knobs: { dwellCloses: 2, cooldownCloses: 3 } }))]);

/** A reader of the records: the last word on each day, and that no word was said twice. */
function reader() {
  const byDay = new Map<string, CloseScore>();
  let state: ScoreState | null = null;
  return {
    byDay,
    get state() {
      return state!;
    },
    reads(input: ScorerInput, under = ctx): ScoreRecord | null {
      const before: ScoreState | null = state;
      const decision = decide(before, input, under);
      state = decision.state;
      if (state === null || state === before) return null;
      const record = scoreRecordOf(before, state, decision.verdict ?? standing(state, ctx), ctx);
      for (const each of record.closes) {
        expect(byDay.get(each.day)).not.toEqual(each);
        byDay.set(each.day, each);
      }
      return record;
    },
  };
}

function closes(points: readonly number[], facts: number) {
  return points.map((use, d) => close(addDays(FIRST, d), { use }, { facts, firstDay: FIRST }));
}

describe('the closes of score records', () => {
  it('include a later day whose own score stays, when a late correction changes its band', () => {
    const read = reader();
    const live = { values: { use: 60 }, asOf: at('2026-02-04', 12), firstDay: FIRST };
    read.reads(vector(live, closes([80, 71, 71], 1)));
    expect([...read.byDay.values()].map((c) => c.band)).toEqual(['healthy', 'healthy', 'healthy']);
    const late = closes([60, 71, 71], 2).slice(0, 1);
    const record = read.reads(vector({ ...live, facts: 2 }, late));
    expect(record!.closes.map((c) => [c.day, c.band])).toEqual([
      ['2026-02-01', 'watch'],
      ['2026-02-02', 'watch'],
      ['2026-02-03', 'watch'],
    ]);
  });

  it('say nothing again when days leave the window or a higher epoch brings the same closes', () => {
    const read = reader();
    const points = [60, ...Array.from({ length: 64 }, () => 71)];
    const all = closes(points, 1);
    for (const [d, closed] of all.entries()) {
      const live = { values: { use: 71 }, asOf: closeOf(closed.day), firstDay: FIRST };
      expect(read.reads(vector(live, [closed]))!.closes.map((c) => c.day)).toEqual([all[d]!.day]);
    }
    const asOf = closeOf(all.at(-1)!.day);
    const again = closes(points, 1)
      .slice(-CLOSES_KEPT)
      .map(({ day }) => close(day, { use: 71 }, { epoch: 1, firstDay: FIRST }));
    const record = read.reads(
      vector({ values: { use: 71 }, asOf, epoch: 1, firstDay: FIRST }, again),
      context([...ctx.scorecards.values()], { epoch: 1 }),
    );
    expect(record!.closes).toEqual([]);
  });

  it('add up, the last word on a day winning, to what the state says of its closes', () => {
    const overrides = fc.array(fc.tuple(fc.nat(40), fc.nat(1000)), { maxLength: 2 }).map((days) =>
      days.map(([d, scoreTenths], n): ScorerInput => {
        const createdAt = at(addDays(FIRST, d), 5);
        const expiresAt = createdAt + 5 * 86_400_000;
        return {
          kind: 'override',
          override: override({ eventId: `o${n}`, scoreTenths, createdAt, expiresAt }),
        };
      }),
    );
    const inputs = fc
      .tuple(anyVectors, overrides)
      .chain(([vectors, set]) =>
        fc.shuffledSubarray([...vectors, ...set], { minLength: vectors.length + set.length }),
      );
    fc.assert(
      fc.property(inputs, (given) => {
        const read = reader();
        for (const input of given) read.reads(input);
        const whole = scoreRecordOf(null, read.state, standing(read.state, ctx), ctx);
        expect(whole.closes.map(({ day }) => read.byDay.get(day))).toEqual(whole.closes);
      }),
    );
  });

  it('say of each day, corrected as they are, what the past is found to be', () => {
    const days = 70;
    const late = fc.array(fc.tuple(fc.nat(days - 1), fc.nat(CLOSES_KEPT - 1), fc.nat(100)), {
      maxLength: 8,
    });
    const run = fc.tuple(fc.array(fc.nat(100), { minLength: days, maxLength: days }), late);
    fc.assert(
      fc.property(run, ([points, corrections]) => {
        const read = reader();
        const truth = [...points];
        for (let d = 0; d < days; d += 1) {
          const corrected = corrections.filter(([when, ago]) => when === d && ago > 0 && ago <= d);
          for (const [, ago, use] of corrected) truth[d - ago] = use;
          const sent = closes(truth.slice(0, d + 1), d + 1);
          const told = sent.filter((_, i) => i === d || corrected.some(([, ago]) => i === d - ago));
          const live = { values: { use: truth[d]! }, asOf: closeOf(sent[d]!.day), firstDay: FIRST };
          read.reads(vector({ ...live, facts: d + 1 }, told));
        }
        const final = closes(truth, days);
        for (const day of lastClosedDays(closeOf(final.at(-1)!.day), CLOSES_KEPT)) {
          const at = final.findIndex((c) => c.day === day);
          const live = evaluation({ values: { use: truth[at]! }, asOf: closeOf(day), firstDay: FIRST });
          const back = final.slice(at + 1 - CLOSES_KEPT, at + 1);
          const past = scoreAsOf(
            { tenantId: 't', asOf: closeOf(day), live, closes: back, overrides: [] },
            ctx,
          );
          expect(read.byDay.get(day)).toMatchObject({ scoreTenths: past.scoreTenths, band: past.band });
        }
      }),
      { numRuns: 20 },
    );
  });
});

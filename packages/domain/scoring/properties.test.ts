import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../time/days.ts';
import { adjust } from './adjustments.ts';
import { anyCard, anyValues, anyVectors } from './arbitrary.ts';
import type { BandStep } from './bands.ts';
import { knownOf } from './blend.ts';
import { type DecisionContext, decide } from './decide.ts';
import { at, bandsAt, cardOf, close, context, evaluation, indicators, published, vector } from './given.ts';
import { score, sumOf } from './score.ts';
import { type Scorecard, stabilityOf } from './scorecard.ts';
import type { ScoreState } from './state.ts';
import { decodeState, encodeState } from './state-codec.ts';

describe('on any scorecard and any values', () => {
  it('contributions sum exactly to the score', () => {
    fc.assert(
      fc.property(anyCard, anyValues, (card, values) => {
        const { tenths, contributions } = score(card, indicators, evaluation({ values }));
        expect(sumOf(contributions)).toBe(tenths ?? 0);
        expect(tenths === null || (Number.isInteger(tenths) && tenths >= 0 && tenths <= 1000)).toBe(true);
      }),
    );
  });

  it('caps never raise a score and floors never lower it', () => {
    fc.assert(
      fc.property(anyCard, anyValues, fc.nat(1000), (card, values, tenths) => {
        const known = knownOf(evaluation({ values }), indicators);
        for (const line of adjust(card, known, tenths))
          expect(line.kind === 'cap' ? line.tenths < 0 : line.tenths > 0).toBe(true);
      }),
    );
  });

  it('a scorecard with caps never gives more than without, one with floors never less', () => {
    fc.assert(
      fc.property(anyCard, anyValues, (card, values) => {
        const vector = evaluation({ values });
        const of = (changes: Partial<Scorecard>) =>
          score({ ...card, ...changes }, indicators, vector).tenths ?? 0;
        expect(of({})).toBeLessThanOrEqual(of({ caps: [] }));
        expect(of({ caps: [] })).toBeGreaterThanOrEqual(of({ caps: [], floors: [] }));
      }),
    );
  });

  it('a healthier value never makes a less healthy score', () => {
    fc.assert(
      fc.property(
        anyCard,
        anyValues,
        fc.nat(7),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (card, values, which, more) => {
          // A cap on what is too good, or a floor under what is bad, is meant to go the other way.
          const monotone = {
            ...card,
            caps: card.caps.filter(({ when }) => when.below !== undefined),
            floors: card.floors.filter(({ when }) => when.above !== undefined),
          };
          const id = [...indicators.keys()][which]!;
          const value = values[id];
          fc.pre(value !== null && value !== undefined);
          const before = score(monotone, indicators, evaluation({ values })).tenths;
          const better = { ...values, [id]: Math.min(100, value + more) };
          const after = score(monotone, indicators, evaluation({ values: better })).tenths;
          expect((after ?? 0) - (before ?? 0)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('on any run of closes', () => {
  it('a band changes at most once a dwell', () => {
    const scores = fc.array(fc.option(fc.nat(1000), { freq: 8 }), { maxLength: 30 });
    fc.assert(
      fc.property(anyCard, scores, (card, tenths) => {
        const steps = tenths.map((t): BandStep => ({ tenths: t, plain: false, card }));
        const bands = bandsAt(steps).map((band, at) => ({ band, at }));
        const shown = bands.filter((b) => b.band !== 'insufficient-data');
        const changes = shown.slice(1).flatMap((b, i) => (b.band === shown[i]!.band ? [] : [b.at]));
        const { dwellCloses } = stabilityOf(card);
        for (const [i, at] of changes.slice(1).entries())
          expect(at - changes[i]!).toBeGreaterThanOrEqual(dwellCloses);
      }),
    );
  });
});

describe('on any scorecard and any vectors', () => {
  const under = (card: Scorecard) => context([published(card)]);
  const folded = (inputs: Parameters<typeof decide>[1][], ctx: DecisionContext) =>
    inputs.reduce<ScoreState | null>((state, input) => decide(state, input, ctx).state, null);

  it('shuffled and duplicated ones end in the same vector, closes and band', () => {
    fc.assert(
      fc.property(
        anyCard,
        anyVectors.chain((vectors) =>
          fc.tuple(
            fc.constant(vectors),
            fc.shuffledSubarray([...vectors, ...vectors], { minLength: vectors.length * 2 }),
          ),
        ),
        (card, [vectors, shuffled]) => {
          const whole = folded(vectors, under(card))!;
          const other = folded(shuffled, under(card))!;
          expect(other.live).toEqual(whole.live);
          expect(other.closes).toEqual(whole.closes);
        },
      ),
    );
  });

  it('the same inputs give the same bytes, and a state survives being stored', () => {
    fc.assert(
      fc.property(anyCard, anyVectors, (card, vectors) => {
        const state = folded(vectors, under(card))!;
        expect(encodeState(folded(vectors, under(card))!)).toBe(encodeState(state));
        expect(decodeState(encodeState(state))).toEqual(state);
      }),
    );
  });

  it('deltas sum to the change, split by kind and by line, and sequences have no gap', () => {
    fc.assert(
      fc.property(anyCard, anyVectors, (card, vectors) => {
        const ctx = under(card);
        let state: ScoreState | null = null;
        let sequence = 0;
        let score = 0;
        for (const input of vectors) {
          const decision = decide(state, input, ctx);
          state = decision.state;
          if (decision.change === null) continue;
          const { change } = decision;
          expect(change.sequence).toBe(++sequence);
          const delta = (change.scoreTenths ?? 0) - score;
          score = change.scoreTenths ?? 0;
          expect(change.contributions.reduce((sum, c) => sum + c.deltaTenths, 0)).toBe(delta);
          expect(change.kindDeltas.reduce((sum, k) => sum + k.deltaTenths, 0)).toBe(delta);
          expect(sumOf(change.contributions)).toBe(score);
        }
      }),
    );
  });
});

describe('an input that goes up and down', () => {
  const DAYS = 24;
  const hour = (day: number, n: number) => at(addDays('2026-03-01', day), n);
  /** What the score would be at some hours of each day, and at its close. */
  const days = fc.array(fc.record({ hours: fc.array(fc.nat(100), { maxLength: 4 }), close: fc.nat(100) }), {
    minLength: DAYS,
    maxLength: DAYS,
  });

  const anyKnobs = fc.record({
    dwellCloses: fc.integer({ min: 1, max: 8 }),
    cooldownCloses: fc.nat(8),
    step: fc.integer({ min: 1, max: 30 }),
  });

  it.each(['calm', 'normal', 'fast'] as const)(
    'tells at most one band a dwell when %s, and beside it that they are at risk',
    (stability) => {
      fc.assert(
        fc.property(days, fc.option(anyKnobs), (history, knobs) => {
          const card = cardOf({ stability, knobs: knobs ?? {} });
          const ctx = context([published(card)]);
          const { dwellCloses } = stabilityOf(card);
          let state: ScoreState | null = null;
          let facts = 0;
          const told: { day: number; band: string; previous: string | null }[] = [];
          history.forEach(({ hours, close: closed }, day) => {
            const yesterday = history[day - 1];
            const closes =
              yesterday === undefined
                ? []
                : [
                    close(
                      addDays('2026-03-01', day - 1),
                      { use: yesterday.close, renew: yesterday.close },
                      { facts },
                    ),
                  ];
            [...hours, closed].forEach((use, n) => {
              facts += 1;
              const live = { values: { use, renew: use }, asOf: hour(day, n + 1), facts };
              const decision = decide(state, vector(live, n === 0 ? closes : []), ctx);
              state = decision.state;
              if (decision.change)
                told.push({ day, band: decision.change.band, previous: decision.change.previousBand });
            });
          });
          const turns = told.filter(({ band, previous }) => previous !== null && band !== previous);
          const [risks, others] = [true, false].map((risk) =>
            turns.filter(({ band }) => (band === 'at-risk') === risk),
          );
          for (const some of [risks!, others!])
            for (const [n, turn] of some.slice(1).entries())
              expect(turn.day - some[n]!.day).toBeGreaterThanOrEqual(dwellCloses);
        }),
      );
    },
  );
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, CLOSES_KEPT, closeOf, lastClosedDays } from '../time/days.ts';
import { scoreAsOf } from './asof.ts';
import { decide } from './decide.ts';
import { at, cardOf, close, context, evaluation, override, published, vector } from './given.ts';
import type { ScoreState } from './state.ts';

const FIRST = '2026-01-20';
const ctx = context([
  published(cardOf({ knobs: { dwellCloses: 2, cooldownCloses: 3 } })),
  published(cardOf({ stability: 'fast' }), 2, at('2026-02-20', 9)),
]);

/** From a day on an account is churned for so many days. */
const anyAway = fc.record({ from: fc.nat(60), days: fc.integer({ min: 1, max: 40 }) });

it('the health on a past date, over evaluations made afterwards, is what live decided then', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100), { minLength: 45, maxLength: 45 }), anyAway, (points, away) => {
      const leaves = addDays(FIRST, away.from);
      const isAway = (day: string) => day >= leaves && day < addDays(leaves, away.days);
      const ofDay = (asked: string) => {
        // Who is away stands as at the close of the day of leaving.
        const day = isAway(asked) ? leaves : asked;
        const use = points[(Date.parse(day) / 86_400_000) % points.length]!;
        return { use, renew: points[use % points.length]!, nps: 100 - use };
      };
      const overrides = [override({ createdAt: at('2026-02-10', 3), expiresAt: at('2026-02-13', 3) })];
      let state: ScoreState | null = null;
      for (let d = 0; d < points.length; d += 1) {
        const day = addDays(FIRST, d);
        const factsOf = (of: string) => {
          const left = isAway(of) ? { churnedAt: at(leaves, 9) } : {};
          return { facts: d + 1, firstDay: FIRST, ...left };
        };
        const facts = factsOf(day);
        const closed = close(day, ofDay(day), facts);
        if (day === '2026-02-10')
          state = decide(state, { kind: 'override', override: overrides[0]! }, ctx).state;
        const live = { ...facts, values: ofDay(day), asOf: closeOf(day) };
        const decided = decide(state, vector(live, [closed]), ctx);
        state = decided.state;
        const closes = lastClosedDays(closeOf(day), CLOSES_KEPT)
          .filter((past) => past >= FIRST)
          .map((past) => close(past, ofDay(past), { ...factsOf(past), facts: 99 }));
        const past = scoreAsOf(
          { tenantId: 't', asOf: closeOf(day), live: evaluation({ ...live, facts: 99 }), closes, overrides },
          ctx,
        );
        expect(past).toEqual(decided.verdict);
      }
    }),
    { numRuns: 30 },
  );
});

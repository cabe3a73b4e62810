import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import { at, cardOf, context, override, published, vector } from './given.ts';
import { distinctOverrides, type Override } from './override.ts';
import type { ScoreState } from './state.ts';

const copies = fc
  .array(
    fc.record({
      eventId: fc.constantFrom('a', 'b'),
      minute: fc.nat(3),
      scoreTenths: fc.constantFrom(200, 400),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) =>
    parts.map(({ eventId, minute, scoreTenths }) =>
      override({ eventId, scoreTenths, createdAt: at('2026-03-10', 13) + minute * 60_000 }),
    ),
  );

describe('copies of an override', () => {
  it('count once, the earliest made, also among those that a person sent again without a time', () => {
    const first = override({ createdAt: at('2026-03-10', 13) });
    const again = override({ createdAt: at('2026-03-10', 14) });
    expect(distinctOverrides([again, first])).toEqual([first]);
  });

  it('leave the same overrides live as in a look at the past, whatever their order', () => {
    const ctx = context([published(cardOf())]);
    const start = decide(null, vector({ values: { use: 80, renew: 80 }, asOf: at('2026-03-10', 12) }), ctx);
    const liveAfter = (arriving: readonly Override[]) =>
      arriving.reduce<ScoreState | null>(
        (state, one) => decide(state, { kind: 'override', override: one }, ctx).state,
        start.state,
      )!.overrides;
    fc.assert(
      fc.property(copies, (arriving) => {
        expect(liveAfter(arriving)).toEqual(distinctOverrides(arriving));
        expect(liveAfter(arriving.toReversed())).toEqual(distinctOverrides(arriving));
      }),
    );
  });
});

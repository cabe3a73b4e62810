import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceState } from '../data-quality/source-state.ts';
import { DAY_MS } from '../time/days.ts';
import { decide, type ScorerInput } from './decide.ts';
import {
  at,
  cardOf,
  close,
  context,
  type EvaluationParts,
  override,
  published,
  type Values,
  vector,
} from './given.ts';
import type { ScoreState } from './state.ts';
import { decodeState, encodeState } from './state-codec.ts';

const HOUR_MS = 3_600_000;
const now = at('2026-03-10', 12);

const logins: SourceState = {
  tenantId: 't',
  topic: 'signals.login',
  version: 1,
  state: 'quiet',
  sources: [],
  observed: 0,
  expected: 50,
  heardAt: now - DAY_MS,
  since: now - DAY_MS,
  heldFrom: now,
  heldUntil: now + 7 * DAY_MS,
  holeUntil: now + 7 * DAY_MS,
  judgedAt: now,
  summary: 'signals.login of t went quiet',
};

const cards = [published(cardOf())];
const quiet = context(cards, {}, [logins]);
const spoken = context(cards);

const start = vector({ values: { use: 80, renew: 80 }, asOf: now - HOUR_MS, facts: 10 });
/** Nothing but the clock moved since. */
const silence = (hours: number, values: Values, parts: EvaluationParts = {}) =>
  vector({ values: { renew: 80, ...values }, asOf: now + hours * HOUR_MS, facts: 10, ...parts });

function run(inputs: readonly ScorerInput[], ctx = quiet) {
  const changes = [];
  let state: ScoreState | null = null;
  let verdict = null;
  for (const input of inputs) {
    const decision = decide(state, input, ctx);
    state = decision.state && decodeState(encodeState(decision.state));
    verdict = decision.verdict ?? verdict;
    if (decision.change) changes.push(decision.change);
  }
  return { state: state!, verdict, changes };
}

describe('while a source is quiet, a change that only its silence makes', () => {
  it('is not told, and alters nothing else', () => {
    const inputs = [start, silence(1, { use: 60 })];
    const [held, told] = [run(inputs), run(inputs, spoken)];
    expect(told.changes.map(({ changeKind }) => changeKind)).toEqual(['initial', 'time']);
    expect(held.changes).toHaveLength(1);
    expect(held.verdict).toEqual(told.verdict);
    expect(held.state.live).toEqual(told.state.live);
    expect(held.state.emitted?.scoreTenths).toBe(800);
  });

  it('is not told when it changes the band, at a close neither', () => {
    const closes = ['2026-03-08', '2026-03-09'].map((day) => close(day, { use: 60, renew: 80 }));
    const before = vector({ values: { use: 60, renew: 80 }, asOf: now - HOUR_MS, facts: 10 }, closes);
    const since = ['2026-03-10', '2026-03-11'];
    const closed = since.map((day) => close(day, { use: 10, renew: 80 }));
    const silent = vector({ values: { use: 10, renew: 80 }, asOf: now + 40 * HOUR_MS, facts: 10 }, closed);
    expect(run([before, silent], spoken).changes.at(-1)).toMatchObject({ band: 'watch' });
    expect(run([before, silent])).toMatchObject({
      changes: [{ trigger: 'initial' }],
      verdict: { band: 'watch' },
    });
  });

  it('is told when its time is over, against what was told last', () => {
    const over = silence(7 * 24, { use: 40 });
    expect(run([start, silence(1, { use: 60 }), over]).changes.slice(1)).toMatchObject([
      { changeKind: 'time', previousScoreTenths: 800, scoreTenths: 600 },
    ]);
  });

  it('leaves nothing behind once the source is back', () => {
    const back = vector({ values: { use: 79, renew: 80 }, asOf: now + 48 * HOUR_MS, facts: 30 }, [], ['e']);
    const recovered = context(cards, {}, [{ ...logins, state: 'recovered', heldUntil: now + 24 * HOUR_MS }]);
    expect(run([start, silence(1, { use: 60 }), back], recovered).changes).toHaveLength(1);
  });
});

describe('while a source is quiet, what is told at once', () => {
  const changesOf = (next: ScorerInput, ctx = quiet) =>
    run([start, silence(1, { use: 60 }), next], ctx).changes.slice(1);

  it('is an assessment, with all that has moved', () => {
    const parts = { values: { use: 60, renew: 75 }, asOf: now + 2 * HOUR_MS, facts: 11 };
    const answered = vector({ ...parts, answers: { renew: 'e1' } }, [], ['e1']);
    expect(changesOf(answered)).toMatchObject([
      { triggers: ['band', 'judgement', 'step'], scoreTenths: 675, previousScoreTenths: 800 },
    ]);
  });

  it('is an override', () => {
    const [change] = changesOf({ kind: 'override', override: override() });
    expect(change).toMatchObject({ trigger: 'override', scoreTenths: 200 });
  });

  it('is a fall of something else', () => {
    const fell = vector({ values: { use: 60, renew: 60 }, asOf: now + 2 * HOUR_MS, facts: 11 }, [], ['e']);
    expect(changesOf(fell)).toMatchObject([{ triggers: ['band', 'step'], scoreTenths: 600 }]);
  });

  it('is what the clock moves in something else', () => {
    expect(changesOf(silence(2, { use: 60, renew: 65 }))).toMatchObject([{ changeKind: 'time' }]);
  });

  it('is the behaviour of an account that is heard', () => {
    const start = vector({ values: { use: 80, renew: 80 }, asOf: now - HOUR_MS, facts: 10 });
    const used = vector({ values: { use: 60, renew: 80 }, asOf: now + HOUR_MS, facts: 11 }, [], ['e']);
    expect(run([start, used]).changes.slice(1)).toMatchObject([{ changeKind: 'behaviour' }]);
  });

  it('is a masked risk', () => {
    const worried = silence(2, { use: 75, renew: 80, 'communication-tone': 20 });
    expect(changesOf(worried)).toMatchObject([{ triggers: ['flag'], flagsAdded: ['masked-risk'] }]);
  });

  it('is everything about a frozen tenant', () => {
    const frozen = context(cards, { asOf: now + HOUR_MS }, [logins]);
    expect(run([start, silence(1, { use: 60 })], frozen).changes).toHaveLength(2);
  });

  it('is what another source than the quiet one moves', () => {
    const other = context(cards, {}, [{ ...logins, topic: 'signals.ticket' }]);
    expect(run([start, silence(1, { use: 60 })], other).changes).toHaveLength(2);
  });
});

describe('what only the moment tells is told when the hold is over', () => {
  const over = 7 * 24;
  const rules = { knobs: { step: 50 }, bands: { watch: { enterBelow: 45, leaveAbove: 46 } } };

  it('for a drastic drop', () => {
    const slow = context([published(cardOf(rules))], {}, [logins]);
    const high = vector({ values: { use: 80, renew: 80 }, asOf: now - HOUR_MS, facts: 10 }, [
      close('2026-03-09', { use: 80, renew: 80 }),
    ]);
    const low = [1, 2].map((hour) => silence(hour, { use: 45 }));
    const closes = [close('2026-03-16', { use: 80, renew: 80 })];
    const later = vector({ values: { use: 45, renew: 80 }, asOf: now + over * HOUR_MS, facts: 10 }, closes);
    expect(run([high, ...low], slow).changes).toHaveLength(1);
    expect(run([high, ...low, later], slow).changes.slice(1)).toMatchObject([{ triggers: ['drop'] }]);
  });

  it('for a watched indicator, unless it went back', () => {
    const card = cardOf({ ...rules, watch: [{ indicator: 'usage-change', below: 70 }] });
    const watching = context([published(card)], {}, [logins]);
    const steady = (hours: number, usage: number) => silence(hours, { use: 80, 'usage-change': usage });
    const begin = steady(-1, 80);
    const crossed = [begin, steady(1, 65), steady(2, 64)];
    expect(run(crossed, watching).changes).toHaveLength(1);
    const told = run([...crossed, steady(over, 62), steady(over + 1, 61)], watching);
    expect(told.changes.slice(1)).toMatchObject([{ triggers: ['watch'] }]);
    expect(told.state.unsaid).toEqual([]);
    expect(run([...crossed, steady(3, 75), steady(over, 75)], watching).changes).toHaveLength(1);
  });
});

describe('whatever moves while a source is quiet', () => {
  const points = fc.integer({ min: 0, max: 100 });
  const step = fc.record({
    hours: fc.integer({ min: 1, max: 30 }),
    use: points,
    renew: points,
    fact: fc.boolean(),
  });
  const steps = fc.array(step, { minLength: 1, maxLength: 25 });

  it('verdicts are those of an undisturbed run, deltas add up, and after the hold nothing is left untold', () => {
    fc.assert(
      fc.property(steps, (moves) => {
        let [asOf, facts] = [now - 20 * HOUR_MS, 10];
        const inputs = moves.map(({ hours, use, renew, fact }) => {
          asOf += hours * HOUR_MS;
          if (fact) facts += 1;
          return vector({ values: { use, renew }, asOf, facts }, [], fact ? [`e${facts}`] : []);
        });
        const last = { use: moves.at(-1)!.use, renew: moves.at(-1)!.renew };
        const end = vector({ values: last, asOf: Math.max(asOf, logins.heldUntil) + 1, facts });
        const [held, undisturbed] = [run([...inputs, end]), run([...inputs, end], spoken)];
        expect(held.verdict).toEqual(undisturbed.verdict);
        let before: number | null = null;
        for (const [i, change] of held.changes.entries()) {
          expect(change).toMatchObject({ sequence: i + 1, previousScoreTenths: before });
          const sum = change.contributions.reduce((total, line) => total + line.deltaTenths, 0);
          expect(sum).toBe(change.scoreTenths! - (before ?? 0));
          before = change.scoreTenths;
        }
        expect(Math.abs(before! - held.verdict!.scoreTenths!)).toBeLessThan(50);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { DecisionContext, ScorerInput } from './decide.ts';
import { decide } from './decide.ts';
import { at, cardOf, context, override, published, vector } from './given.ts';
import type { ScoreState } from './state.ts';

const ctx = context([published(cardOf())]);

function after(inputs: readonly ScorerInput[], under: DecisionContext = ctx): ScoreState {
  return inputs.reduce<ScoreState | null>((state, input) => decide(state, input, under).state, null)!;
}

const now = at('2026-03-10', 12);
const start = vector({ values: { use: 80, renew: 80 }, asOf: now, facts: 10 });

describe('what is not news', () => {
  it('is ignored when lower in version, under a lower epoch, or while the tenant imports', () => {
    const state = after([start]);
    const lower = vector({ values: { use: 1, renew: 1 }, asOf: now - 1, facts: 9 });
    expect(decide(state, lower, ctx)).toMatchObject({ change: null, verdict: null });
    expect(decide(state, lower, ctx).state).toBe(state);
    const newer = vector({ values: { use: 1, renew: 1 }, asOf: now + 1, facts: 12 });
    const moved = context([published(cardOf())], { epoch: 1 });
    expect(decide(state, newer, moved).state).toBe(state);
    const importing = context([published(cardOf())], { importing: true });
    expect(decide(state, newer, importing).state).toBe(state);
  });

  it('waits for the row of an epoch that is not known yet', () => {
    expect(() => decide(null, vector({ epoch: 3 }), ctx)).toThrow('epoch 3');
  });

  it('makes no new record when an equal vector comes again', () => {
    const state = after([start]);
    expect(decide(state, start, ctx).state).toBe(state);
  });
});

describe('an override', () => {
  it('holds at once, beside the computed score, as a line of its own', () => {
    const { change } = decide(after([start]), { kind: 'override', override: override() }, ctx);
    expect(change).toMatchObject({
      trigger: 'override',
      changeKind: 'override',
      scoreTenths: 200,
      computedTenths: 800,
      band: 'at-risk',
      overrideNote: 'they told me',
      causeIds: ['o1'],
    });
    expect(change!.contributions.at(-1)).toMatchObject({ id: 'override', tenths: -600, deltaTenths: -600 });
  });

  it('ends with its expiry, which is an event', () => {
    const state = after([start, { kind: 'override', override: override() }]);
    const { change } = decide(state, { kind: 'override-turn', at: override().expiresAt! }, ctx);
    expect(change).toMatchObject({
      trigger: 'override',
      scoreTenths: 800,
      band: 'healthy',
      overrideNote: null,
    });
  });

  it('that arrives twice, or was cleared since, changes nothing', () => {
    const set: ScorerInput = { kind: 'override', override: override() };
    const cleared = override({
      eventId: 'o2',
      change: 'cleared',
      scoreTenths: null,
      expiresAt: null,
      createdAt: at('2026-03-10', 14),
    });
    const state = after([start, set, { kind: 'override', override: cleared }]);
    expect(decide(state, set, ctx).state).toBe(state);
    expect(state.emitted).toMatchObject({ scoreTenths: 800, override: null });
  });

  it('is kept for later while the tenant imports, and for an account not seen yet', () => {
    const importing = context([published(cardOf())], { importing: true });
    const kept = decide(null, { kind: 'override', override: override() }, importing);
    expect(kept.change).toBeNull();
    const live = vector({ values: { use: 80, renew: 80 }, asOf: at('2026-03-11', 1), facts: 10 });
    expect(decide(kept.state, live, ctx).change).toMatchObject({ scoreTenths: 200, computedTenths: 800 });
  });
});

describe('a new scorecard', () => {
  const v2 = published(
    cardOf({ groups: [{ id: 'people', weight: 1, indicators: [{ id: 'renew' }] }] }),
    2,
    now + 5,
  );
  const both = context([published(cardOf()), v2]);
  const uneven = vector({ values: { use: 40, renew: 80 }, asOf: now, facts: 10 });

  it('rescores, tagged as a matter of configuration', () => {
    const { change } = decide(after([uneven]), { kind: 'rescore', at: now + 5 }, both);
    expect(change).toMatchObject({
      trigger: 'config',
      changeKind: 'config',
      scoreTenths: 800,
      asOf: now + 5,
    });
    expect(change!.kindDeltas).toEqual([{ kind: 'config', deltaTenths: 200 }]);
  });

  it('says nothing where nothing changes', () => {
    const state = after([start]);
    const { change, state: rescored } = decide(state, { kind: 'rescore', at: now + 5 }, both);
    expect(change).toBeNull();
    expect(rescored!.decided!.scorecard).toBe('*/2');
  });

  it('is never taken back for a lower one within an epoch', () => {
    const rescored = decide(after([uneven]), { kind: 'rescore', at: now + 5 }, both).state;
    const older = vector({ values: { use: 40, renew: 80 }, asOf: now + 1, facts: 11 });
    expect(decide(rescored, older, both).verdict!.scorecard).toBe('*/2');
    expect(() => decide(rescored, older, ctx)).toThrow('*/2 is not known');
  });
});

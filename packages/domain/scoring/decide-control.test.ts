import { describe, expect, it } from 'vitest';
import { addDays } from '../time/days.ts';
import type { DecisionContext, ScorerInput } from './decide.ts';
import { decide } from './decide.ts';
import { at, cardOf, close, context, override, published, stateAfter, vector } from './given.ts';

const ctx = context([published(cardOf())]);

const after = (inputs: readonly ScorerInput[], under: DecisionContext = ctx) => stateAfter(inputs, under);

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

  it('of a low score ends readiness to expand, whatever the numbers say', () => {
    const ready = { use: 90, renew: 90, 'expansion-readiness': 90 };
    const state = after([
      vector({ values: ready, asOf: now, facts: 10 }, [close('2026-03-09', ready)]),
      { kind: 'override', override: override() },
    ]);
    expect(state.emitted).toMatchObject({ scoreTenths: 200, flags: [] });
  });

  it('that lowers a score, or ends, is no drastic drop of the account', () => {
    const days = ['2026-03-08', '2026-03-09'].map((day) => close(day, { use: 60, renew: 60 }));
    const steady = vector({ values: { use: 60, renew: 60 }, asOf: now, facts: 10 }, days);
    const low: ScorerInput = { kind: 'override', override: override() };
    expect(decide(after([steady]), low, ctx).change?.triggers).toEqual(['override', 'band', 'step']);
  });

  it('that ends is no drastic drop either, and hides none that comes after it', () => {
    const steady = { use: 78, renew: 78 };
    const days = ['2026-03-15', '2026-03-16', '2026-03-17', '2026-03-18'].map((day) => close(day, steady));
    const set = override({
      scoreTenths: 950,
      createdAt: at('2026-03-14', 1),
      expiresAt: at('2026-03-19', 13),
    });
    const state = after([
      { kind: 'override', override: set },
      vector({ values: steady, asOf: at('2026-03-19', 12), facts: 10 }, days),
    ]);
    const ended = decide(state, { kind: 'override-turn', at: set.expiresAt! }, ctx);
    expect(ended.change!.triggers).toContain('override');
    expect(ended.change!.triggers).not.toContain('drop');
    const fallen = { values: { use: 60, renew: 60 }, asOf: at('2026-03-20', 12), facts: 11 };
    const fell = decide(ended.state, vector(fallen, [close('2026-03-19', steady)]), ctx);
    expect(fell.change!.triggers).toContain('drop');
  });

  it('of a high score is a mask while somebody worries, as a high computed one is', () => {
    const worried = vector({ values: { use: 60, renew: 20 }, asOf: now, facts: 10 });
    const high: ScorerInput = { kind: 'override', override: override({ scoreTenths: 900 }) };
    const { change } = decide(after([worried]), high, ctx);
    expect(change!.flagsAdded).toEqual(['masked-risk']);
    expect(change!.findings[0]!.because).toContain('The score set by hand looks healthy (90.0)');
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

  it('that scores lower is no drastic drop of the account', () => {
    const days = ['2026-03-08', '2026-03-09'].map((day) => close(day, { use: 100, renew: 40 }));
    const steady = vector({ values: { use: 100, renew: 40 }, asOf: now, facts: 10 }, days);
    const { triggers } = decide(after([steady]), { kind: 'rescore', at: now + 5 }, both).change!;
    expect(triggers).toContain('config');
    expect(triggers).not.toContain('drop');
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

describe('an account that has churned', () => {
  const values = { use: 80, renew: 80 };
  const left = { churnedAt: now + 1 };
  const goes = vector({ values: { use: 40, renew: 80 }, asOf: now + 1, facts: 11, ...left }, [], ['bye']);
  const silent = vector({ values: { use: 0, renew: 80 }, asOf: at('2026-03-20', 12), facts: 11, ...left });

  it('is told of once, and then no more while it stays away', () => {
    const went = decide(after([start]), goes, ctx);
    expect(went.change).toMatchObject({ churnedAt: now + 1 });
    const later = decide(went.state, silent, ctx);
    expect(later).toMatchObject({ change: null, verdict: { scoreTenths: 400 } });
    const days = { createdAt: at('2026-03-21', 1), expiresAt: at('2026-03-31', 1) };
    const set: ScorerInput = { kind: 'override', override: override(days) };
    expect(decide(later.state, set, ctx).change).toMatchObject({ trigger: 'override' });
  });

  it('stands in the band of the score it left with, however long ago that was, and falls no further', () => {
    // Held at risk by hysteresis until it left.
    const held = cardOf({ stability: 'calm', bands: { atRisk: { enterBelow: 40, leaveAbove: 60 } } });
    const calm = context([published(held)]);
    const low = { values: { use: 30, renew: 30 }, facts: 10 };
    const bad = ['2026-03-06', '2026-03-07', '2026-03-08', '2026-03-09'].map((day) => close(day, low.values));
    const ill = vector({ ...low, asOf: now }, bad);
    const stands = (day: string) => {
      const values = { use: 50, renew: 50 };
      const parts = { facts: 11, churnedAt: now + 1 };
      return vector({ ...parts, values, asOf: at(day, 12) }, [close(addDays(day, -1), values, parts)]);
    };
    const went = [ill, stands('2026-03-11')];
    const soon = decide(after(went.slice(0, 1), calm), went[1]!, calm).verdict!;
    const late = decide(after(went, calm), stands('2027-03-11'), calm).verdict!;
    expect(soon).toMatchObject({ scoreTenths: 500, band: 'watch', dropping: false });
    expect({ ...late, asOf: soon.asOf }).toEqual(soon);
  });

  it('is judged by the scorecard in force when it left, until it comes back', () => {
    const next = published(
      cardOf({ groups: [{ id: 'people', weight: 1, indicators: [{ id: 'renew' }] }] }),
      2,
      at('2026-03-15', 0),
    );
    const both = context([published(cardOf()), next]);
    const gone = after([start, goes, silent], both);
    expect(gone.decided!.scorecard).toBe('*/1');
    const rescored = decide(gone, { kind: 'rescore', at: at('2026-03-21', 1) }, both);
    expect(rescored.verdict).toMatchObject({ scorecard: '*/1', scoreTenths: 400 });
    const back = vector({ values, asOf: at('2026-03-22', 12), facts: 12 }, [], ['hello']);
    expect(decide(gone, back, both).verdict!.scorecard).toBe('*/2');
  });

  it('is told of again when it comes back, against what was told last', () => {
    const back = vector({ values, asOf: at('2026-03-21', 12), facts: 12 }, [], ['hello']);
    expect(decide(after([start, goes, silent]), back, ctx).change).toMatchObject({
      trigger: 'step',
      previousScoreTenths: 600,
      scoreTenths: 800,
      sequence: 3,
    });
  });
});

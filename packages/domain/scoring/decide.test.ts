import { describe, expect, it } from 'vitest';
import type { DecisionContext, ScorerInput } from './decide.ts';
import { decide } from './decide.ts';
import { at, cardOf, close, context, published, stateAfter, type Values, vector } from './given.ts';

const ctx = context([published(cardOf())]);

const after = (inputs: readonly ScorerInput[], under: DecisionContext = ctx) => stateAfter(inputs, under);

const now = at('2026-03-10', 12);
const start = vector({ values: { use: 80, renew: 80 }, asOf: now, facts: 10 });

describe('the first decision', () => {
  it('is initial, with nothing before it', () => {
    const { change, state } = decide(null, start, ctx);
    expect(change).toMatchObject({
      trigger: 'initial',
      changeKind: 'initial',
      sequence: 1,
      eventId: 't/a/1',
      previousScoreTenths: null,
      previousBand: null,
      scoreTenths: 800,
      band: 'healthy',
    });
    expect(state).toMatchObject({ sequence: 1, revision: 1 });
  });

  it('under an epoch that ended an import is initial again, without a reset of the sequence', () => {
    const imported = context([published(cardOf())], { epoch: 2, importEndedEpoch: 2 });
    const again = vector({ values: { use: 20, renew: 20 }, asOf: now, facts: 11, epoch: 2 });
    expect(decide(after([start]), again, imported).change).toMatchObject({
      trigger: 'initial',
      previousScoreTenths: null,
      sequence: 2,
    });
  });
});

describe('the first decision, on what is news of an account,', () => {
  const worried = { use: 20, renew: 20 };
  const answers = { renew: 'e1' };
  const triggers = (causes: string[], under: DecisionContext = ctx) =>
    decide(null, vector({ values: worried, answers, asOf: now }, [], causes), under).change?.triggers;

  it('is for the same reasons as if nothing had been known of it before', () => {
    const unknown = after([vector({ asOf: now - 1 }, [], ['e0'])]);
    const second = decide(
      unknown,
      vector({ values: worried, answers, asOf: now, facts: 2 }, [], ['e1']),
      ctx,
    );
    expect(second.change?.triggers).toEqual(['band', 'judgement']);
    expect(triggers(['e1'])).toEqual(['initial', ...second.change!.triggers]);
  });

  it('has no other reason where no signal came in, or none since an import ended', () => {
    const imported = (changedAt: number) =>
      context([published(cardOf())], { importEndedEpoch: 0, changedAt });
    expect(triggers([])).toEqual(['initial']);
    expect(triggers(['received at 5'], imported(5))).toEqual(['initial']);
    expect(triggers(['received at 5'], imported(4))).toEqual(['initial', 'band', 'judgement']);
  });
});

describe('an account that is ready to expand', () => {
  it('is told of with the features to add to its plan as the next step', () => {
    const values = { use: 90, renew: 90, 'expansion-readiness': 90 };
    const ready = vector({ values, asOf: now + 1, facts: 11, proposals: ['sharing', 'api'] });
    const { change } = decide(after([start]), ready, ctx);
    const step = 'Next for their plan: sharing and api.';
    expect(change?.flagsAdded).toEqual(['expansion-ready']);
    expect(change?.findings[0]?.because).toContain(step);
    expect(change?.nextSteps).toEqual([{ indicator: 'expansion-readiness', team: 'cs', step }]);
  });

  it('is not while somebody worries, whichever of the two was found at the last close', () => {
    const ready = { use: 90, renew: 90, 'expansion-readiness': 90 };
    const worried = { use: 90, renew: 10 };
    const flags = (closed: Values, live: Values) => {
      const closes = [close('2026-03-09', closed)];
      return decide(null, vector({ values: live, asOf: now, facts: 10 }, closes), ctx).change?.flags;
    };
    expect(flags(ready, worried)).toEqual(['masked-risk']);
    expect(flags(worried, ready)).toEqual(['masked-risk']);
    expect(flags(ready, ready)).toEqual(['expansion-ready']);
  });

  it('is not told of again when only the features do change', () => {
    const values = { use: 90, renew: 90, 'expansion-readiness': 90 };
    const ready = vector({ values, asOf: now + 1, facts: 11, proposals: ['sharing'] });
    const other = vector({ values, asOf: now + 2, facts: 12, proposals: ['api'] });
    expect(decide(after([start, ready]), other, ctx).change).toBeNull();
  });
});

describe('a later vector', () => {
  it('is silent while the score moves by less than the step', () => {
    const next = vector({ values: { use: 75, renew: 80 }, asOf: now + 1, facts: 11 }, [], ['e']);
    const { change, state } = decide(after([start]), next, ctx);
    expect(change).toBeNull();
    expect(state).toMatchObject({ sequence: 1, revision: 2 });
  });

  it('speaks on a step, with deltas against the last emitted change and its causes', () => {
    const small = vector({ values: { use: 75, renew: 80 }, asOf: now + 1, facts: 11 }, [], ['e1']);
    const more = vector({ values: { use: 68, renew: 80 }, asOf: now + 2, facts: 12 }, [], ['e2']);
    const { change } = decide(after([start, small]), more, ctx);
    expect(change).toMatchObject({
      trigger: 'step',
      changeKind: 'behaviour',
      scoreTenths: 740,
      previousScoreTenths: 800,
      causeIds: ['e2'],
      kindDeltas: [{ kind: 'behaviour', deltaTenths: -60 }],
      summary: 'Acme fell from 80.0 to 74.0 (healthy); use 80 to 68 (-6.0).',
    });
  });

  it('speaks on a new answer even when the score stays', () => {
    const answered = vector({
      values: { use: 80, renew: 80 },
      asOf: now + 1,
      facts: 11,
      answers: { renew: 'e9' },
    });
    const again = vector({
      values: { use: 80, renew: 80 },
      asOf: now + 2,
      facts: 12,
      answers: { renew: 'e10' },
    });
    expect(decide(after([start, answered]), again, ctx).change).toMatchObject({
      trigger: 'judgement',
      changeKind: 'judgement',
      scoreTenths: 800,
      previousScoreTenths: 800,
    });
    expect(decide(after([start, answered, again]), again, ctx).change).toBeNull();
  });

  it('says that time alone moved the score when no fact came in', () => {
    const silent = vector({ values: { use: 60, renew: 80 }, asOf: now + 1, facts: 10 });
    expect(decide(after([start]), silent, ctx).change).toMatchObject({ changeKind: 'time', causeIds: [] });
  });

  it('says so too when a fact that moved nothing came in before the silence', () => {
    const fact = vector({ values: { use: 79, renew: 80 }, asOf: now + 1, facts: 11 }, [], ['e']);
    const hours = [76, 73, 70].map((use, hour) =>
      vector({ values: { use, renew: 80 }, asOf: now + 2 + hour, facts: 11 }),
    );
    const last = vector({ values: { use: 60, renew: 80 }, asOf: now + 9, facts: 11 });
    const spoken = decide(after([start, fact, ...hours.slice(0, 2)]), hours[2]!, ctx);
    expect(spoken.change).toMatchObject({ changeKind: 'time', kindDeltas: [{ deltaTenths: -50 }] });
    expect(spoken.state!.drift).toEqual([]);
    expect(decide(spoken.state, last, ctx).change).toMatchObject({ changeKind: 'time' });
  });

  it('and names behaviour where facts moved more of it than time did', () => {
    const hour = vector({ values: { use: 78, renew: 80 }, asOf: now + 1, facts: 10 });
    const fact = vector({ values: { use: 68, renew: 80 }, asOf: now + 2, facts: 11 }, [], ['e']);
    const { change } = decide(after([start, hour]), fact, ctx);
    expect(change).toMatchObject({ changeKind: 'behaviour', kindDeltas: [{ deltaTenths: -60 }] });
  });

  it('calls a value that went missing a data gap, and redistributes its weight', () => {
    const gap = vector({ values: { use: 80, renew: null }, asOf: now + 1, facts: 11 });
    const low = vector({ values: { use: 80, renew: 20 }, asOf: now, facts: 10 });
    const { change } = decide(after([low]), gap, ctx);
    expect(change).toMatchObject({ changeKind: 'data-gap', scoreTenths: 800, missing: ['renew'] });
    expect(change!.contributions.find((c) => c.id === 'renew')).toMatchObject({
      tenths: 0,
      deltaTenths: -100,
    });
  });

  it('speaks when a watched indicator crosses its threshold, whatever its weight, and only then', () => {
    const watching = context([published(cardOf({ watch: [{ indicator: 'nps', below: 7 }] }))]);
    const low = vector({ values: { use: 80, renew: 80, nps: 6 }, asOf: now + 1, facts: 11 });
    const lower = vector({ values: { use: 80, renew: 80, nps: 5 }, asOf: now + 2, facts: 12 });
    const first = decide(after([start], watching), low, watching);
    expect(first.change).toMatchObject({ trigger: 'watch', scoreTenths: 800 });
    expect(decide(first.state, lower, watching).change).toBeNull();
  });

  it('speaks once of a drastic drop below the closes of the days before', () => {
    const slow = context([
      published(cardOf({ knobs: { step: 50 }, bands: { watch: { enterBelow: 45, leaveAbove: 46 } } })),
    ]);
    const closes = [close('2026-03-08', { use: 80, renew: 80 }), close('2026-03-09', { use: 76, renew: 76 })];
    const high = vector({ values: { use: 76, renew: 76 }, asOf: now, facts: 10 }, closes);
    const low = vector({ values: { use: 62, renew: 65 }, asOf: now + 1, facts: 11 });
    const dropped = decide(after([high], slow), low, slow);
    expect(dropped.change).toMatchObject({ triggers: ['drop'] });
    const stillLow = vector({ values: { use: 61, renew: 65 }, asOf: now + 2, facts: 12 });
    expect(decide(dropped.state, stillLow, slow).change).toBeNull();
  });

  it('tells a band that a close left behind as a matter of time', () => {
    const day = (d: number) => `2026-02-${String(d).padStart(2, '0')}`;
    const bad = close(day(1), { use: 30, renew: 30 });
    const held = Array.from({ length: 27 }, (_, i) => close(day(i + 2), { use: 43, renew: 43 }));
    const lastDay = at('2026-03-01', 12);
    const state = after([
      vector({ values: { use: 43, renew: 43 }, asOf: lastDay, facts: 10 }, [bad, ...held]),
    ]);
    expect(state.emitted?.band).toBe('at-risk');
    const later = [
      close('2026-03-01', { use: 43, renew: 43 }),
      close('2026-03-02', { use: 43, renew: 43 }),
      close('2026-03-03', { use: 43, renew: 43 }),
    ];
    const slid = vector({ values: { use: 43, renew: 43 }, asOf: at('2026-03-04', 1), facts: 10 }, later);
    expect(decide(state, slid, ctx).change).toMatchObject({
      trigger: 'band',
      changeKind: 'time',
      band: 'watch',
      previousBand: 'at-risk',
    });
  });

  it('leaves an improvement that only live sees unspoken until a close decides it', () => {
    const closed = vector({ values: { use: 80, renew: 80 }, asOf: now, facts: 10 }, [
      close('2026-03-09', { use: 80, renew: 80 }),
    ]);
    const quiet = context([published(cardOf({ knobs: { step: 60, dwellCloses: 1, cooldownCloses: 0 } }))]);
    const down = vector({ values: { use: 80, renew: 55 }, asOf: now + 1, facts: 11 });
    const up = vector({ values: { use: 80, renew: 62 }, asOf: now + 2, facts: 12 });
    const fell = decide(after([closed], quiet), down, quiet);
    expect(fell.change).toMatchObject({ triggers: ['band'], band: 'watch' });
    expect(decide(fell.state, up, quiet)).toMatchObject({ change: null, verdict: { band: 'healthy' } });
  });
});

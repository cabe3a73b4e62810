import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import { at, cardOf, context, vector } from './given.ts';
import { mistakesOfSet, scorecardFor, scorecardSet } from './scorecard-set.ts';

const enterprise = cardOf({ id: 'enterprise', appliesTo: { order: 20, segments: ['enterprise'] } });
const onboarding = cardOf({ id: 'onboarding', appliesTo: { order: 10, lifecycleStages: ['onboarding'] } });
const pilots = cardOf({
  id: 'pilots',
  appliesTo: { order: 5, segments: ['enterprise'], lifecycleStages: ['pilot'] },
});
const everybody = cardOf({ id: 'everybody' });

describe('the scorecard of an account', () => {
  const set = scorecardSet([everybody, enterprise, pilots, onboarding]);
  it.each([
    ['enterprise', 'onboarding', 'onboarding'],
    ['enterprise', null, 'enterprise'],
    ['enterprise', 'pilot', 'pilots'],
    ['smb', 'pilot', 'everybody'],
    [null, null, 'everybody'],
  ])('of segment %s in stage %s is %s', (segment, lifecycleStage, id) => {
    expect(scorecardFor(set, { segment, lifecycleStage }).id).toBe(id);
  });
});

describe('scorecards that cannot be used together', () => {
  it('are named, every one', () => {
    const again = cardOf({ id: 'enterprise', appliesTo: { order: 10, segments: ['gov'] } });
    expect(mistakesOfSet([enterprise, onboarding, again]).map((m) => m.path)).toEqual([
      '(all)',
      '2.id',
      '2.appliesTo.order',
    ]);
    expect(mistakesOfSet([everybody, cardOf({ id: 'others' })])).toEqual([
      expect.objectContaining({ path: '1.appliesTo' }),
    ]);
  });
});

describe('an account that moves to another segment', () => {
  it('is scored with its scorecard, tagged as a matter of configuration', () => {
    const people = cardOf({
      id: 'enterprise',
      groups: [{ id: 'people', weight: 1, indicators: [{ id: 'renew' }] }],
      appliesTo: { order: 1, segments: ['enterprise'] },
    });
    const ctx = context([
      { tenantId: '*', version: 1, validFrom: 0, scorecards: scorecardSet([people, everybody]) },
    ]);
    const values = { use: 40, renew: 80 };
    const now = at('2026-03-10', 12);
    const first = decide(null, vector({ values, asOf: now, facts: 1 }), ctx);
    expect(first.change).toMatchObject({ scorecardId: 'everybody', scoreTenths: 600 });
    const moved = vector({ values, asOf: now + 1, facts: 2, segment: 'enterprise' });
    expect(decide(first.state, moved, ctx).change).toMatchObject({
      scorecardId: 'enterprise',
      scorecardVersion: '*/1',
      trigger: 'config',
      changeKind: 'config',
      scoreTenths: 800,
      kindDeltas: [{ kind: 'config', deltaTenths: 200 }],
    });
  });
});

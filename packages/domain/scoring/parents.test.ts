import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, cardOf, context, published } from './given.ts';
import { membersByParent, type ParentMember, parentAsOf, rolledUp } from './parents.ts';

function member(accountId: string, score: number | null, more: Partial<ParentMember> = {}): ParentMember {
  return {
    accountId,
    scoreTenths: score === null ? null : score * 10,
    band: score === null ? 'insufficient-data' : score < 40 ? 'at-risk' : 'healthy',
    coveragePercent: score === null ? 10 : 80,
    flags: [],
    mrr: 100,
    churned: false,
    ...more,
  };
}

const card = cardOf();
const mrr = fc.option(
  fc.integer({ min: 0, max: 1_000_000 }).map((cents) => cents / 100),
  { freq: 4 },
);
const anyMembers = fc
  .array(fc.record({ score: fc.option(fc.nat(100), { freq: 5 }), mrr, churned: fc.boolean() }), {
    maxLength: 12,
  })
  .map((all) => all.map(({ score, ...more }, i) => member(`a${i}`, score, more)));

describe('a parent', () => {
  it('is between the worst and the best of the members that count, whose shares are the whole', () => {
    fc.assert(
      fc.property(anyMembers, fc.constantFrom('count', 'revenue'), (members, rollUp) => {
        const health = rolledUp(members, rollUp, card);
        fc.pre(health.scoreTenths !== null);
        const scores = health.members.filter((m) => m.share > 0).map((m) => m.scoreTenths!);
        expect(health.scoreTenths).toBeGreaterThanOrEqual(Math.min(...scores));
        expect(health.scoreTenths).toBeLessThanOrEqual(Math.max(...scores));
        expect(health.members.reduce((sum, m) => sum + m.share, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('is the same in whatever order its members come', () => {
    fc.assert(
      fc.property(anyMembers, fc.constantFrom('count', 'revenue'), (members, rollUp) => {
        expect(rolledUp(members.toReversed(), rollUp, card)).toEqual(rolledUp(members, rollUp, card));
      }),
    );
  });

  it('weighs members by what they pay', () => {
    const members = [member('big', 90, { mrr: 900 }), member('small', 30, { mrr: 100 })];
    expect(rolledUp(members, 'revenue', card)).toMatchObject({
      scoreTenths: 840,
      band: 'healthy',
      mrr: 1000,
    });
    expect(rolledUp(members, 'count', card)).toMatchObject({ scoreTenths: 600, band: 'watch' });
  });

  it('names the member at risk and its flags however good the mean is', () => {
    const members = [
      ...['a', 'b', 'c', 'd'].map((id) => member(id, 95)),
      member('e', 20, { flags: ['masked-risk'], mrr: 0 }),
    ];
    expect(rolledUp(members, 'revenue', card)).toMatchObject({
      scoreTenths: 950,
      worst: { accountId: 'e', standing: 'counted', share: 0 },
      atRisk: ['e'],
      flags: [{ flag: 'masked-risk', accounts: ['e'] }],
    });
  });

  it('leaves out of a roll-up by revenue whose MRR is not known, and says so; by count it counts', () => {
    const members = [member('known', 80), member('unknown', 20, { mrr: null })];
    const health = rolledUp(members, 'revenue', card);
    expect(health).toMatchObject({ scoreTenths: 800, mrr: 100, worst: { accountId: 'unknown' } });
    expect(health.members.map((m) => m.standing)).toEqual(['counted', 'mrr-unknown']);
    expect(rolledUp(members, 'count', card).scoreTenths).toBe(500);
  });

  it('counts neither who is not known enough nor who has left', () => {
    const members = [member('a', 80), member('b', null), member('c', 10, { churned: true })];
    const health = rolledUp(members, 'count', card);
    expect(health).toMatchObject({
      scoreTenths: 800,
      coveragePercent: 45,
      atRisk: [],
      worst: { accountId: 'a' },
    });
    expect(health.members.map((m) => m.standing)).toEqual(['counted', 'insufficient-data', 'churned']);
  });

  it('has no score where too little is known of its members together', () => {
    const members = [member('a', 80), ...['b', 'c', 'd', 'e', 'f'].map((id) => member(id, null))];
    expect(rolledUp(members, 'count', card)).toMatchObject({ scoreTenths: null, band: 'insufficient-data' });
  });

  it('is rolled up as its own scorecard says, unless asked otherwise', () => {
    const rules = context([published(cardOf({ parents: { rollUp: 'revenue' } }))]);
    const members = [member('big', 90, { mrr: 900 }), member('small', 30, { mrr: 100 })];
    const question = { tenantId: 't', asOf: at('2026-03-10', 12), members, profile: null };
    expect(parentAsOf(question, rules)).toMatchObject({ rollUp: 'revenue', scoreTenths: 840 });
    expect(parentAsOf({ ...question, rollUp: 'count' }, rules).scoreTenths).toBe(600);
  });
});

describe('the members of parents', () => {
  it('are all accounts below, at any depth, and the parent itself', () => {
    const parents = new Map([
      ['site', 'country'],
      ['country', 'group'],
    ]);
    expect([...membersByParent(parents)]).toEqual([
      ['country', ['country', 'site']],
      ['group', ['country', 'group', 'site']],
    ]);
  });

  it('end where accounts name each other, or themselves', () => {
    const parents = new Map([
      ['a', 'b'],
      ['b', 'a'],
      ['c', 'c'],
    ]);
    expect([...membersByParent(parents)]).toEqual([
      ['a', ['a', 'b']],
      ['b', ['a', 'b']],
    ]);
  });
});

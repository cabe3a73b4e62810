import { describe, expect, it } from 'vitest';
import { closeOf } from '../time/days.ts';
import { type IndicatorChange, NO_CAUSES } from './change.ts';
import { changeFault, changeFromWire, changeToWire } from './change-wire.ts';
import { type Evaluation, NO_PROFILE } from './evaluation.ts';

const evaluation = (day: string, nps: number | null): Evaluation => ({
  version: { epoch: 1, facts: 9, receivedSum: 2n ** 60n + 1n, asOf: closeOf(day) },
  values: [
    { indicator: 'logins-per-week', value: 0.5, reason: null },
    { indicator: 'nps', value: nps, reason: nps === null ? 'never' : null },
  ],
  answers: [{ questionId: 'likelihood-to-renew', eventId: 'e1', givenAt: 1_700_000_000_000 }],
  profile: { ...NO_PROFILE, name: 'ACME' },
  facets: {},
  firstDay: '2024-01-01',
  proposals: ['sharing'],
});

const live = evaluation('2026-03-10', 40);
const unlike = { answers: [], profile: NO_PROFILE };
const change: IndicatorChange = {
  tenantId: 'acme',
  accountId: 'a',
  reason: 'signals',
  live,
  closes: [
    { day: '2026-03-08', evaluation: { ...evaluation('2026-03-08', null), ...unlike } },
    { day: '2026-03-09', evaluation: evaluation('2026-03-09', 20) },
  ],
  causes: NO_CAUSES,
};

describe('a vector on the wire', () => {
  it('tells of a close what differs from live, and comes back whole', () => {
    const wire = changeToWire(change);
    expect(wire.closes[1]).toEqual({
      day: '2026-03-09',
      version: { epoch: 1, facts: 9, receivedSum: '1152921504606846977', asOf: closeOf('2026-03-09') },
      reasons: ['', ''],
      values: [0.5, 20],
      answersAsLive: true,
      answers: [],
      profileAsLive: true,
      profile: NO_PROFILE,
      proposals: ['sharing'],
    });
    expect(wire.closes[0]).toMatchObject({
      reasons: ['', 'never'],
      values: [0.5],
      answersAsLive: false,
      profileAsLive: false,
      ...unlike,
    });
    expect(changeFault(wire)).toBeNull();
    expect(changeFromWire(wire)).toEqual(change);
  });

  it('is not made of closes with other indicators', () => {
    const [first] = change.closes;
    const values = first!.evaluation.values.toReversed();
    const closes = [{ ...first!, evaluation: { ...first!.evaluation, values } }];
    expect(() => changeToWire({ ...change, closes })).toThrow('2026-03-08');
  });

  it('has a fault where somebody else wrote what cannot be read', () => {
    const wire = changeToWire(change);
    const [first, second] = wire.closes;
    const faultOf = (part: object) => changeFault({ ...wire, closes: [first!, { ...second!, ...part }] });
    expect(faultOf({ values: [1] })).toContain('2026-03-09');
    expect(faultOf({ reasons: [''], values: [1] })).toContain('2026-03-09');
    expect(faultOf({ day: '2026-03-07' })).toContain('as of its end');
    expect(faultOf({ version: { ...second!.version, receivedSum: '1e9' } })).toContain('decimal digits');
  });
});

import { describe, expect, it } from 'vitest';
import { closeOf } from '../time/days.ts';
import { standsAt, withChurnedStanding } from './churned.ts';
import { type Evaluation, type EvaluationRequest, NO_PROFILE } from './evaluation.ts';

const LEFT = Date.parse('2026-03-10T09:00:00.000Z');
const ref = { tenantId: 't', accountId: 'a' };

function evaluatedAt(asOf: number, churnedAt: number | null): Evaluation {
  return {
    version: { epoch: 1, facts: asOf > LEFT ? 9 : 5, receivedSum: 1n, asOf },
    values: [{ indicator: 'use', value: asOf, reason: null }],
    answers: [],
    profile: { ...NO_PROFILE, churnedAt },
    facets: {},
    proposals: [],
    firstDay: '2026-01-01',
  };
}

describe('a churned account', () => {
  it('stands as at the close of the day it churned, from the next day on', () => {
    const churned = { churnedAt: LEFT };
    expect(standsAt(churned, LEFT + 1)).toBe(LEFT + 1);
    expect(standsAt(churned, closeOf('2026-03-10'))).toBe(closeOf('2026-03-10'));
    expect(standsAt(churned, closeOf('2026-05-01'))).toBe(closeOf('2026-03-10'));
    expect(standsAt({ churnedAt: null }, closeOf('2026-05-01'))).toBe(closeOf('2026-05-01'));
  });

  it('is evaluated once more for all the days since, under the versions of what was asked', async () => {
    const days = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-05-01'].map(closeOf);
    const requests = days.map((asOf) => ({ ...ref, asOf }));
    const now = days.map((asOf) => evaluatedAt(asOf, asOf > LEFT ? LEFT : null));
    const asked: EvaluationRequest[] = [];
    const stood = await withChurnedStanding(requests, now, async (some) => {
      asked.push(...some);
      return some.map(({ asOf }) => evaluatedAt(asOf, LEFT));
    });
    expect(asked).toEqual([{ ...ref, asOf: days[1] }]);
    expect(stood.map((e) => e!.values[0]!.value)).toEqual([days[0], days[1], days[1], days[1]]);
    expect(stood.map((e) => e!.version)).toEqual(now.map((e) => e.version));
  });
});

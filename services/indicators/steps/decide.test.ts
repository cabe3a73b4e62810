import { type Evaluation, NO_CAUSES, NO_PROFILE, type RecordedVector } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import type { Plan } from './plan.ts';

function evaluation(value: number, answer = 'e1', facts = 1): Evaluation {
  return {
    version: { epoch: 0, facts, receivedSum: BigInt(facts), asOf: 0 },
    values: [{ indicator: 'logins-per-week', value, reason: null }],
    answers: [{ questionId: 'likelihood-to-renew', eventId: answer, givenAt: 1 }],
    profile: NO_PROFILE,
    facets: {},
    proposals: [],
    firstDay: '2026-03-01',
  };
}

function plan(recorded: Evaluation | null, change: Partial<Plan> = {}): Plan {
  const known: RecordedVector | null = recorded && { live: recorded, closedThrough: null };
  const candidate = {
    tenantId: 't',
    accountId: 'a',
    partition: 0,
    reason: 'clock',
    since: null,
    topics: null,
    causes: NO_CAUSES,
  } as const;
  return { candidate, recorded: known, asOf: 0, closes: [], due: false, frozen: false, ...change };
}

describe('a vector is published', () => {
  it('when it says something else, answers included', () => {
    expect(decide(plan(evaluation(1)), [evaluation(2)], true)).toMatchObject({ reason: 'clock' });
    expect(decide(plan(evaluation(1)), [evaluation(1, 'e2')], true)).not.toBeNull();
  });

  it('not when it says the same, from however many facts', () => {
    expect(decide(plan(evaluation(1)), [evaluation(1, 'e1', 9)], true)).toBeNull();
  });

  it('unchanged, until everything has been published once since the takeover', () => {
    expect(decide(plan(evaluation(1)), [evaluation(1)], false)).not.toBeNull();
  });

  it('the first time, under a new epoch, and with every close', () => {
    expect(decide(plan(null), [evaluation(1)], true)).not.toBeNull();
    expect(decide(plan(evaluation(1), { due: true }), [evaluation(1)], true)).toMatchObject({
      reason: 'due',
    });
    const closing = plan(evaluation(1), { closes: ['2026-03-09'] });
    expect(decide(closing, [evaluation(1), evaluation(1)], true)?.closes).toHaveLength(1);
  });

  it('never without a fact, and without the closes from before the first one', () => {
    expect(decide(plan(null), [null], false)).toBeNull();
    const closing = plan(null, { closes: ['2026-03-08', '2026-03-09'] });
    const change = decide(closing, [evaluation(1), null, evaluation(1)], true);
    expect(change?.closes.map(({ day }) => day)).toEqual(['2026-03-09']);
  });
});

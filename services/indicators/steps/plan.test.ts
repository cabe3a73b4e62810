import { closeOf, type Evaluation, implicitTenant, NO_CAUSES, type Tenant } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { type Candidate, inQueries, planEvaluation, requestsOf, type Stored } from './plan.ts';

const NOON = Date.parse('2026-03-10T12:00:00.000Z');
const candidate: Candidate = {
  tenantId: 't',
  accountId: 'a',
  partition: 0,
  reason: 'signals',
  since: null,
  topics: null,
  causes: NO_CAUSES,
};
const tenant: Tenant = { ...implicitTenant('t'), epoch: 2 };

function recorded(epoch: number, closedThrough: string | null): Stored {
  const version = { epoch, facts: 1, receivedSum: 1n, asOf: 0 };
  return { recorded: { live: { version } as Evaluation, closedThrough } };
}

const unrecorded = (firstDay: string | null): Stored => ({ recorded: null, firstDay });
const OLD = unrecorded('2020-02-29');

describe('the closes of an evaluation', () => {
  it('are the last 30 when nothing is recorded, or under an older epoch only', () => {
    for (const known of [OLD, recorded(1, '2026-03-09'), recorded(2, null)]) {
      const { closes } = planEvaluation(candidate, known, tenant, NOON);
      expect(closes).toHaveLength(30);
      expect(closes.at(-1)).toBe('2026-03-09');
    }
  });

  it('are those a new account has lived through', () => {
    const closesOf = (stored: Stored) => planEvaluation(candidate, stored, tenant, NOON).closes;
    expect(closesOf(unrecorded('2026-03-08'))).toEqual(['2026-03-08', '2026-03-09']);
    expect(closesOf(unrecorded('2026-03-10'))).toEqual([]);
    expect(closesOf(unrecorded(null))).toEqual([]);
  });

  it('are those missed since, oldest first', () => {
    const { closes } = planEvaluation(candidate, recorded(2, '2026-03-06'), tenant, NOON);
    expect(closes).toEqual(['2026-03-07', '2026-03-08', '2026-03-09']);
    expect(planEvaluation(candidate, recorded(2, '2026-03-09'), tenant, NOON).closes).toEqual([]);
  });

  it('are also those since the day of a late fact', () => {
    const late = { ...candidate, since: '2026-03-08' };
    expect(planEvaluation(late, recorded(2, '2026-03-09'), tenant, NOON).closes).toEqual([
      '2026-03-08',
      '2026-03-09',
    ]);
  });

  it('end with the day a frozen tenant is looked at from', () => {
    const { closes } = planEvaluation(candidate, recorded(2, '2024-12-30'), tenant, closeOf('2024-12-31'));
    expect(closes).toEqual(['2024-12-31']);
  });

  it('make the account due when its record is of an older epoch', () => {
    expect(planEvaluation(candidate, recorded(1, null), tenant, NOON).due).toBe(true);
    expect(planEvaluation(candidate, recorded(2, null), tenant, NOON).due).toBe(false);
    expect(planEvaluation(candidate, OLD, tenant, NOON).due).toBe(false);
  });
});

describe('queries', () => {
  it('ask for the live vector first, then for each close', () => {
    const plan = planEvaluation(candidate, recorded(2, '2026-03-08'), tenant, NOON);
    expect(requestsOf(plan, true).map(({ asOf }) => asOf)).toEqual([NOON, closeOf('2026-03-09')]);
  });

  it('build on what is recorded for signals alone, and only where nothing else can have been missed', () => {
    const touched = { ...candidate, topics: new Set(['signals.login']) };
    const known = recorded(2, '2026-03-09');
    const builds = (plan: ReturnType<typeof planEvaluation>, takenOver = true) =>
      requestsOf(plan, takenOver)[0]?.after !== undefined;
    expect(builds(planEvaluation(touched, known, tenant, NOON))).toBe(true);
    expect(builds(planEvaluation(touched, known, tenant, NOON), false)).toBe(false);
    expect(builds(planEvaluation(candidate, known, tenant, NOON))).toBe(false);
    expect(builds(planEvaluation(touched, OLD, tenant, NOON))).toBe(false);
    expect(builds(planEvaluation(touched, recorded(1, null), tenant, NOON))).toBe(false);
    const frozen = { ...tenant, asOf: closeOf('2026-03-09') };
    expect(builds(planEvaluation(touched, known, frozen, closeOf('2026-03-09')))).toBe(false);
  });

  it('hold whole plans up to their size, and a plan larger than that alone', () => {
    const plans = [1, 31, 2, 2].map((cost) => ({
      ...planEvaluation(candidate, recorded(2, '2026-03-09'), tenant, NOON),
      closes: Array.from({ length: cost - 1 }, () => '2026-03-09'),
    }));
    const sizes = [...inQueries(plans, 4)].map((query) => query.map(({ closes }) => closes.length + 1));
    expect(sizes).toEqual([[1], [31], [2, 2]]);
  });
});

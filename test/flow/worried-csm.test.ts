import { addDays, type Day } from '@bellwether/domain';
import type { Signal } from '@bellwether/testkit';
import { expect, it } from 'vitest';
import { said, shippedHealth } from '../support/shipped-health.ts';

const TODAY: Day = '2026-06-30';
const ago = (days: number) => addDays(TODAY, -days);

/** Twelve people every day, an NPS of 9 and three meetings within two weeks. */
const thriving: Signal[] = [
  ...Array.from({ length: 140 * 12 }, (_, n) =>
    said('signals.login', ago(Math.floor(n / 12)), 9, { kind: 'login', userId: `u${n % 12}` }),
  ),
  said('signals.survey', ago(5), 10, {
    ...{ surveyId: 's', invitationId: 'i', change: 'answered', kind: 'nps', score: 9, channel: 'email' },
    userId: 'u1',
  }),
  ...[2, 6, 11].map((days) =>
    said('signals.interaction', ago(days), 11, {
      ...{
        interactionId: `m${days}`,
        kind: 'meeting',
        staffRole: 'cs',
        direction: 'outbound',
        outcome: 'held',
      },
      contactIds: ['c1'],
    }),
  ),
];

const renew = (score: number) =>
  said('signals.assessment', ago(1), 12, {
    ...{
      assessmentId: 'a',
      questionId: 'likelihood-to-renew',
      templateVersion: 1,
      change: 'answered',
      score,
    },
    ...{ assessorId: 'kim', assessorRole: 'csm' },
  });

const milestone = (change: string, days: number) =>
  said('signals.milestone', ago(days), 13, {
    ...{ planId: 'p', subject: 'milestone', subjectId: 'm', title: 'Go live', change },
    dueAt: Date.parse(ago(10)),
  });

function flagsOf(...more: Signal[]) {
  const { findings, band } = shippedHealth([...thriving, ...more], TODAY);
  return { band, flags: findings.map(({ flag }) => flag) };
}

it('numbers, NPS and meetings do not mask a doubted renewal and a missed milestone', () => {
  const worried = flagsOf(renew(2), milestone('planned', 60), milestone('missed', 9));
  expect(worried.flags).toContain('masked-risk');
});

it('the same account with a likely renewal and its plan on track raises nothing', () => {
  const content = flagsOf(renew(4), milestone('planned', 60), milestone('reached', 12));
  expect(content).toEqual({ band: 'healthy', flags: [] });
});

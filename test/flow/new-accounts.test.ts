import { addDays, closeOf, startOfDay, type Verdict, WISHED_FREQUENCY_QUESTION } from '@bellwether/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { said, shippedHealth } from '../support/shipped-health.ts';

const FIRST_DAY = '2026-03-02';
/** The sparse beginning of a customer of whom nothing bad is known. */
const NEW_DAYS = 5;

const ANSWER = {
  topic: 'signals.assessment',
  templateVersion: 1,
  change: 'answered',
  assessorId: 'kim',
  assessorRole: 'csm',
};
const user = fc.constantFrom('ann', 'bob');
const beginnings = {
  login: user.map((userId) => ({ topic: 'signals.login', kind: 'login', userId })),
  use: fc.record({ userId: user, feature: fc.constantFrom('reports', 'search') }).map((said) => {
    return { topic: 'signals.feature-use', count: 1, ...said };
  }),
  meeting: fc.constant({
    topic: 'signals.interaction',
    interactionId: 'kick-off',
    kind: 'meeting',
    staffRole: 'cs',
    direction: 'outbound',
    outcome: 'held',
    contactIds: ['c1'],
  }),
  wish: fc.constantFrom('weekly', 'fortnightly', 'monthly', 'quarterly').map((choice) => ({
    ...ANSWER,
    assessmentId: 'kick-off',
    questionId: WISHED_FREQUENCY_QUESTION,
    choice,
  })),
  contact: fc.constant({ topic: 'signals.contact', contactId: 'c1', role: 'champion', change: 'joined' }),
  plan: fc.constant({
    topic: 'signals.milestone',
    planId: 'p',
    subject: 'goal',
    subjectId: 'g',
    title: 'Go live',
    change: 'planned',
    dueAt: closeOf(addDays(FIRST_DAY, 60)),
  }),
  question: fc.constant({
    topic: 'signals.ticket',
    ticketId: 't1',
    change: 'opened',
    actor: 'customer',
    priority: 'normal',
    category: 'how-to',
  }),
};

const anyBeginning = fc.record({
  lifecycleStage: fc.constantFrom('onboarding', null),
  segment: fc.constantFrom('enterprise', 'self-service', null),
  paid: fc.boolean(),
  days: fc.nat(NEW_DAYS - 1),
  heard: fc.array(
    fc.record({ day: fc.nat(NEW_DAYS - 1), hour: fc.nat(23), body: fc.oneof(...Object.values(beginnings)) }),
    { minLength: 1, maxLength: 8 },
  ),
});

type Beginning = typeof anyBeginning extends fc.Arbitrary<infer B> ? B : never;

function verdictOf({ lifecycleStage, segment, paid, days, heard }: Beginning): Verdict {
  const signals = [
    said('signals.account', FIRST_DAY, 0, { name: 'New', lifecycleStage, segment }),
    ...(paid ? [said('signals.subscription', FIRST_DAY, 0, started)] : []),
    ...heard.map(({ day, hour, body: { topic, ...body } }) =>
      said(topic, addDays(FIRST_DAY, Math.min(day, days)), hour, body),
    ),
  ];
  return shippedHealth(signals, addDays(FIRST_DAY, days));
}

const started = {
  subscriptionId: 's',
  change: 'started',
  mrr: 100,
  currency: 'EUR',
  termStartsAt: startOfDay(FIRST_DAY),
  termEndsAt: closeOf(addDays(FIRST_DAY, 365)),
};

describe('an account in its first days, of which nothing bad is known', () => {
  it('is not at risk for being new: it has a little history, or too little for a score', () => {
    fc.assert(
      fc.property(anyBeginning, (beginning) => {
        const { band, scoreTenths, contributions } = verdictOf(beginning);
        const shown = contributions.map((c) => `${c.id} ${c.value} ${c.tenths}`);
        expect([band, scoreTenths, shown]).not.toEqual(['at-risk', scoreTenths, shown]);
      }),
      { numRuns: 500 },
    );
  });

  it('is at risk on its first day where somebody says so', () => {
    const answers = ['likelihood-to-renew', 'value-received', 'relationship-strength'].map((questionId) => ({
      day: 0,
      hour: 9,
      body: { ...ANSWER, questionId, assessmentId: 'sitting', score: 1 },
    }));
    const heard = [
      ...answers,
      { day: 0, hour: 8, body: { topic: 'signals.login', kind: 'login', userId: 'ann' } },
    ];
    const beginning = { lifecycleStage: null, segment: null, paid: false, days: 0, heard } as Beginning;
    expect(verdictOf(beginning).band).toBe('at-risk');
  });
});

import { DAY_MS, type Instant } from '@bellwether/domain';
import fc from 'fast-check';
import type { Signal } from '../oracles/signals.ts';

/** Small pools, so that signals meet: the same ticket, person, invitation, question. */
const of = <T>(...values: T[]) => fc.constantFrom(...values);
const user = of('ann', 'bob', 'cem', 'dörte', '', null);
/** Texts that say their own reading, texts of languages that are not read, and what is hardly text at all. */
const openText = of(
  null,
  null,
  '',
  ' \n',
  'en 0.5',
  'en 1 I said it’s größer than 日本 👍',
  'en -0.125 "quoted", \\ and\ttabbed',
  'en -1 price',
  'en 0 neither',
  'de die Berichte sind langsam',
  '\u0000 \ud800',
  '👍👍',
);

const automation = of(true, false, false, null);

type BodyOf = (occurredAt: Instant) => fc.Arbitrary<object>;

/** What is particular to each topic's signals. */
export const BODIES: Readonly<Record<Signal['topic'], BodyOf>> = {
  'signals.login': () =>
    fc.record({
      kind: of('login', 'login', 'session-end'),
      userId: user,
      automation,
      sessionSeconds: of(null, 12.5, 3600),
    }),
  'signals.feature-use': () =>
    fc.record({
      feature: of('reports', 'export', 'api', 'größe'),
      count: of(0, 1, 1, 2, 50, 4000),
      userId: user,
      automation,
      durationSeconds: of(null, 3.25),
      errors: of(null, 0, 2),
    }),
  'signals.ticket': () =>
    fc.record({
      ticketId: of('t1', 't2', 't3', 't4', 't5', 't6', 't7', 't8', 't9'),
      change: of(
        'opened',
        'opened',
        'opened',
        'replied',
        'escalated',
        'resolved',
        'resolved',
        'reopened',
        'closed',
      ),
      actor: of('customer', 'agent', 'agent'),
      priority: of(null, 'low', 'normal', 'high', 'urgent', 'urgent'),
      category: of(null, null, 'defect', 'defect', 'how-to', 'usability', 'größe'),
      feature: of(null, 'reports', 'export', 'audit'),
      contacts: of(null, null, null, 0, 1, 2),
      userId: user,
    }),
  'signals.survey': () =>
    fc.record({
      surveyId: of('s1', 's2'),
      invitationId: of('i1', 'i2', 'i3', 'i4', 'i5', 'i6', 'i7'),
      change: of('sent', 'sent', 'answered', 'answered', 'answered', 'answered', 'declined'),
      kind: of('nps', 'nps', 'csat', 'csat', 'ces', 'ces', 'feedback', 'custom'),
      score: of(null, 0, 1, 2, 3, 4, 5, 5.5, 6, 7, 8, 9, 10),
      scaleMin: of(null, 0, 1),
      scaleMax: of(null, null, 5, 7, 10, 10),
      reason: openText,
      language: of(null, null, 'en', 'de'),
      userId: user,
      channel: of('email', 'email', 'in-app', 'größe'),
      occasion: of(null, null, 'after-ticket', 'periodic', 'after-onboarding'),
      ticketId: of(null, null, 't1'),
    }),
  'signals.assessment': () =>
    fc.record({
      assessmentId: of('a1', 'a2', 'a3'),
      questionId: of(
        'likelihood-to-renew',
        'likelihood-to-renew',
        'likelihood-to-renew',
        'value-received',
        'relationship-strength',
        'communication-tone',
        'wished-contact-frequency',
        'wished-contact-frequency',
        'executive-sponsorship',
        'executive-sponsorship',
        'outlook',
      ),
      templateVersion: of('1', 'standard/1', 'own/1', 'own/2', 'library/1'),
      change: of('answered', 'answered', 'answered', 'withdrawn'),
      score: of(null, 1, 2, 3, 3.5, 4, 5),
      choice: of(null, null, 'weekly', 'fortnightly', 'monthly', 'quarterly', 'quarterly', 'never'),
      scoresEventId: of(null, null, 'e0', 'e1', 'e2', 'e3'),
      assessorId: of('eve', 'frank'),
      assessorRole: of('csm'),
    }),
  'signals.contact': () =>
    fc.record({
      contactId: of('c1', 'c2', 'c3'),
      change: of('joined', 'left', 'role-changed', 'role-changed'),
      role: of('champion', 'sponsor', 'admin', 'user'),
      previousRole: of(null, null, 'champion', 'sponsor', 'user'),
      department: of(null, 'Finance', 'IT'),
    }),
  'signals.milestone': (occurredAt) =>
    fc.record({
      planId: of('p1', 'p2'),
      subject: of('plan', 'goal', 'goal', 'milestone', 'milestone', 'milestone'),
      subjectId: of('m1', 'm2'),
      title: of('Go live', 'Größe 日本', `Save ${'many '.repeat(20)}hours`),
      progress: of(null, null, 0, 0.25, 0.3333, 1),
      barrier: of(null, 'waiting for IT'),
      change: of(
        'planned',
        'planned',
        'progressed',
        'blocked',
        'unblocked',
        'rescheduled',
        'reached',
        'missed',
        'dropped',
      ),
      dueAt: of(null, occurredAt, occurredAt + 20 * DAY_MS, occurredAt + 90 * DAY_MS),
      goalId: of(null, null, 'm1', 'g2'),
      features: of([], [], ['reports', 'api'], ['export'], ['größe', 'sso']),
    }),
  'signals.interaction': () =>
    fc.record({
      interactionId: of('x1', 'x2', 'x3', 'x4', 'x5', 'x6'),
      kind: of('meeting', 'meeting', 'call', 'email', 'training', 'training', 'campaign'),
      staffRole: of('cs', 'cs', 'cs', 'sales'),
      direction: of('outbound'),
      outcome: of('held', 'held', 'held', 'no-show', 'cancelled'),
      contactIds: of<string[]>([], [], ['c1'], ['c2', 'c1'], ['c3', 'c3', 'größe']),
      tone: of(null, null, null, 'positive', 'Neutral', 'negative', 'warm'),
      note: openText,
    }),
  'signals.subscription': (occurredAt) =>
    fc.record({
      subscriptionId: of('b1', 'b2', 'b3'),
      change: of(
        'started',
        'renewed',
        'expanded',
        'contracted',
        'purchased',
        'notice-given',
        'churned',
        'reactivated',
      ),
      mrr: of(0, 99.99, 1200, 0.1, 0.2),
      amount: of(null, null, null, 0, 49.5, 1000),
      currency: of('EUR', 'EUR', 'EUR', 'USD', 'USD', 'GBP', 'SEK'),
      trial: of(null, false, false, true),
      termEndsAt: of(null, occurredAt, occurredAt + 30 * DAY_MS, occurredAt + 365 * DAY_MS),
      autoRenews: of(null, true, false),
      seats: of(null, null, 0, 1, 3, 20),
      features: of([], [], ['reports', 'export', 'api'], ['sso', 'audit'], ['größe', 'reports']),
    }),
  'signals.account': (occurredAt) =>
    fc.record({
      name: of('Acme', "O'Neil \\ Söhne", '日本'),
      segment: of(null, 'enterprise', 'smb'),
      lifecycleStage: of(null, 'onboarding', 'adopted'),
      csmId: of(null, 'csm-1', 'csm-1', 'csm-2'),
      csmName: of(null, 'Grace'),
      csmEmail: of(null, 'grace@example.com'),
      touchModel: of(null, 'high-touch', 'low-touch'),
      onboardingStartedAt: of(null, null, occurredAt, occurredAt - 30 * DAY_MS, occurredAt - 200 * DAY_MS),
      provisionedUsers: of(null, 0, 12),
    }),
};

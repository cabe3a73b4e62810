import { DAY_MS, type Instant } from '@bellwether/domain';
import type { Random } from '../../model/random.ts';
import type { Population } from './population.ts';

/** What happened at an account, before it gets its envelope. */
export interface Happening {
  readonly topic: string;
  readonly place: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

interface Context {
  readonly place: number;
  readonly random: Random;
  readonly at: Instant;
  readonly user: () => string;
}

type Make = (context: Context) => Record<string, unknown>;

const FEATURES = [
  ...'dashboards reports search alerts exports sharing integrations workflows api forecasts audit-log'.split(
    ' ',
  ),
  ...Array.from({ length: 19 }, (_, n) => `feature-${n}`),
];
const QUESTIONS = ['likelihood-to-renew', 'value-received', 'relationship-strength', 'communication-tone'];
const TEXTS = [
  'The new reports save us a full day every month, thank you.',
  'It is slow in the afternoon and support took a week to answer.',
  'Good product, but the price is hard to defend to our finance team.',
  'We could not work out how to export the data and gave up.',
  'Our people like it. The integration with our directory still fails now and then.',
];

const make: Readonly<Record<string, Make>> = {
  'signals.feature-use': ({ random, user }) => ({
    userId: user(),
    feature: FEATURES[Math.floor(random.next() ** 2 * FEATURES.length)],
    count: random.int(1, 5),
    durationSeconds: random.chance(0.5) ? random.int(5, 900) : null,
    errors: random.chance(0.05) ? 1 : null,
    automation: random.chance(0.08) ? true : null,
  }),
  'signals.login': ({ random, user }) =>
    random.chance(0.8)
      ? { userId: user(), kind: 'login', method: 'sso', automation: random.chance(0.05) ? true : null }
      : { userId: user(), kind: 'session-end', sessionSeconds: random.int(60, 7_200) },
  'signals.ticket': (context) => {
    const { random, user, place, at } = context;
    const change = random.weighted({ opened: 40, replied: 30, resolved: 24, escalated: 3, reopened: 3 });
    return {
      userId: user(),
      ticketId: `t-${place}-${Math.floor(at / (3 * DAY_MS))}`,
      change,
      actor: change === 'opened' || change === 'reopened' ? 'customer' : 'agent',
      priority: random.weighted({ low: 2, normal: 5, high: 2, urgent: 1 }),
      category: random.weighted({ 'how-to': 3, usability: 2, defect: 4, billing: 1 }),
      feature: random.pick(FEATURES),
      text: change === 'opened' && random.chance(0.5) ? random.pick(TEXTS) : null,
    };
  },
  'signals.interaction': ({ random, place, at }) => ({
    interactionId: `i-${place}-${Math.floor(at / DAY_MS)}`,
    kind: random.weighted({ meeting: 3, call: 2, email: 4, training: 1 }),
    staffId: `csm-${place % 50}`,
    staffRole: 'cs',
    direction: random.chance(0.4) ? 'inbound' : 'outbound',
    outcome: random.weighted({ held: 8, 'no-show': 1, unanswered: 1 }),
    tone: random.weighted({ warm: 4, neutral: 4, tense: 1 }),
  }),
  'signals.assessment': ({ random, place, at }) => ({
    assessmentId: `a-${place}-${Math.floor(at / DAY_MS)}`,
    questionId: random.pick(QUESTIONS),
    templateVersion: 'standard@1',
    change: 'answered',
    score: random.int(1, 5),
    assessorId: `csm-${place % 50}`,
    assessorRole: 'cs',
  }),
  'signals.survey': ({ random, user, place, at }) => ({
    userId: user(),
    surveyId: `s-${Math.floor(at / (30 * DAY_MS))}`,
    invitationId: `${place}-${Math.floor(at / DAY_MS)}`,
    change: 'answered',
    reason: random.chance(0.4) ? random.pick(TEXTS) : null,
    language: 'en',
    channel: random.chance(0.5) ? 'in-app' : 'email',
    ...random.pick([
      { kind: 'nps', score: random.int(0, 10), scaleMin: 0, scaleMax: 10 },
      { kind: 'csat', score: random.int(1, 5), scaleMin: 1, scaleMax: 5, occasion: 'after-ticket' },
      { kind: 'ces', score: random.int(1, 7), scaleMin: 1, scaleMax: 7 },
    ]),
  }),
  'signals.milestone': ({ random, place, at }) => ({
    planId: `plan-${place}`,
    goalId: 'goal-1',
    subject: 'milestone',
    subjectId: `m-${random.int(1, 8)}`,
    title: 'A step towards the goal',
    change: random.weighted({ planned: 4, rescheduled: 2, reached: 3, missed: 1 }),
    dueAt: at + random.int(-20, 60) * DAY_MS,
    features: [],
  }),
  'signals.contact': ({ random, place }) => ({
    contactId: `c-${place}-${random.int(1, 5)}`,
    role: random.weighted({ champion: 1, sponsor: 1, admin: 2, user: 4 }),
    change: random.weighted({ joined: 6, 'role-changed': 2, left: 2 }),
  }),
  'signals.subscription': ({ random, place, at }) => ({
    subscriptionId: `sub-${place}`,
    change: random.weighted({ renewed: 6, expanded: 3, contracted: 1 }),
    mrr: random.int(1, 200) * 50,
    currency: 'USD',
    seats: random.int(5, 60),
    features: ['dashboards', 'reports', 'search'],
    termEndsAt: at + random.int(30, 365) * DAY_MS,
  }),
  'signals.account': ({ place }) => ({
    name: `Company ${place}`,
    segment: place % 10 === 0 ? 'enterprise' : 'mid-market',
    csmId: `csm-${place % 50}`,
    lifecycleStage: 'adopted',
  }),
};

export function happeningOf(
  topic: string,
  place: number,
  population: Population,
  at: Instant,
  random: Random,
): Happening {
  const user = () => `u-${place}-${random.int(1, population.users[place]!)}`;
  return { topic, place, fields: make[topic]!({ place, random, at, user }) };
}

/** What there is to know of every account before anything happens. */
export function happeningsAtStart(
  place: number,
  population: Population,
  at: Instant,
  random: Random,
): Happening[] {
  const of = (topic: string, more: object = {}): Happening => {
    const { fields } = happeningOf(topic, place, population, at, random);
    return { topic, place, fields: { ...fields, ...more } };
  };
  return [of('signals.account'), of('signals.subscription', { change: 'started' })];
}

import { addDays } from '@bellwether/domain';
import { csmOn } from '../company.ts';
import { type DayContext, hoursAfter, workingHour } from '../emit.ts';
import { clamp, type Random } from '../random.ts';
import { NOTES, oneOf } from './words.ts';

const MEETING_EVERY_DAYS = { enterprise: 14, 'mid-market': 30, 'small-business': 60 } as const;
const WISHED_FREQUENCY = {
  enterprise: 'fortnightly',
  'mid-market': 'monthly',
  'small-business': 'quarterly',
} as const;
const DEPARTMENTS = ['Operations', 'Management', 'IT', 'Operations'] as const;
const ASSESSMENT_EVERY_DAYS = 45;
/** How often a customer is asked about more than the standard questions, and how long words wait for a score. */
const LIBRARY_EVERY_DAYS = 90;
const SCORED_AFTER_DAYS = 6;

export const STANDARD_TEMPLATE_VERSION = 'standard/1';
const LIBRARY_TEMPLATE_VERSION = 'library/1';

/** What a CSM answers, 1 to 5: what they see of the truth, with their own bias and a bad day now and then. */
export function csmAnswer(truth: number, bias: number, random: Random): number {
  return clamp(Math.round(1 + 4 * truth + bias + random.normal(0, 0.5)), 1, 5);
}

/** Contacts who come and go. */
export function comeAndGo({ account, shocks, age, day, random, emit }: DayContext): void {
  const at = workingHour(day, random);
  const champion = account.users[0]!;
  if (age === 0) {
    const roles = ['champion', 'sponsor', 'admin', 'user'] as const;
    account.users.slice(0, roles.length).forEach((userId, index) => {
      const joined = {
        contactId: userId,
        role: roles[index],
        department: DEPARTMENTS[index],
        change: 'joined',
      };
      emit('signals.contact', at, joined, userId);
    });
  }
  if (shocks.includes('champion-left')) {
    emit('signals.contact', at, { contactId: champion, role: 'champion', change: 'left' }, champion);
  }
  if (shocks.includes('champion-found')) {
    const next = random.pick(account.users.slice(1));
    emit(
      'signals.contact',
      at,
      { contactId: next, role: 'champion', previousRole: 'user', change: 'role-changed' },
      next,
    );
  }
}

/** Meetings with the CSM, and what the CSM makes of the account. */
export function meet(context: DayContext): void {
  const { account, state, age, day, random, emit } = context;
  const every = MEETING_EVERY_DAYS[account.segment];
  const offset = account.users.length % 7;
  if (!context.weekend && (age + offset) % every < 1) {
    const held = random.chance(0.55 + 0.42 * state.satisfaction);
    const warmth = state.satisfaction + random.normal(0, 0.12);
    emit('signals.interaction', workingHour(day, random), {
      interactionId: `${account.id}/${day}`,
      kind: random.pick(['meeting', 'call'] as const),
      staffId: csmOn(account, day).id,
      staffRole: 'cs',
      direction: 'outbound',
      outcome: held ? 'held' : random.pick(['no-show', 'cancelled'] as const),
      contactIds: account.users.slice(0, random.integer(1, 4)),
      topic: 'check-in',
      ...(held ? impressionOf(warmth, age + account.users.length) : {}),
    });
  }
  if ((age + offset) % ASSESSMENT_EVERY_DAYS === 10) assess(context);
}

/** What the CSM writes down of a meeting: the tone, or a note that lets it be read, or both. */
function impressionOf(warmth: number, turn: number): { readonly tone?: string; readonly note?: string } {
  const tone = warmth > 0.6 ? 'positive' : warmth > 0.4 ? 'neutral' : 'negative';
  const note = oneOf(NOTES[tone], turn);
  return oneOf([{ tone }, { note }, { tone, note }], turn);
}

function assess(context: DayContext): void {
  const { account, state, random } = context;
  const relationship = state.championStays ? 0.3 + 0.7 * state.satisfaction : 0.4 * state.satisfaction;
  const truths = {
    'likelihood-to-renew': 0.75 * state.satisfaction + 0.25 * account.fit,
    'value-received': 0.5 * state.satisfaction + 0.5 * account.fit,
    'relationship-strength': relationship,
    'communication-tone': 0.2 + 0.8 * state.satisfaction,
  };
  for (const [questionId, truth] of Object.entries(truths)) {
    answer(context, questionId, { score: csmAnswer(truth, account.csmBias, random) });
  }
  const choice = WISHED_FREQUENCY[account.segment];
  answer(context, 'wished-contact-frequency', { choice }, LIBRARY_TEMPLATE_VERSION);
}

/** The questions of the library, and words that the CSM reads again a few days later. */
export function askMore(context: DayContext): void {
  const { account, state, age, random } = context;
  const offset = account.users.length % 7;
  const sinceAsked = (age + offset) % LIBRARY_EVERY_DAYS;
  const { satisfaction, effort } = state;
  if (sinceAsked === 20) {
    const truths = {
      'goal-closeness': 0.6 * account.fit + 0.4 * satisfaction,
      criticality: 1 - 0.8 * account.freedom,
      'support-rating': 1 - effort,
      'likelihood-to-stay': 0.8 * satisfaction + 0.2 * (1 - account.freedom),
      'shared-mission-and-vision': account.fit,
      'how-they-are-holding-up': 0.8 - 0.6 * effort,
      'product-against-expectations': 0.7 * account.fit + 0.3 * satisfaction,
    };
    for (const [questionId, truth] of Object.entries(truths)) {
      answer(
        context,
        questionId,
        { score: csmAnswer(truth, account.csmBias, random) },
        LIBRARY_TEMPLATE_VERSION,
      );
    }
    const words = satisfaction > 0.6 ? OUTLOOKS.good : satisfaction > 0.4 ? OUTLOOKS.fair : OUTLOOKS.bad;
    answer(
      context,
      'outlook',
      { eventId: outlookId(context, 0), answer: random.pick(words) },
      LIBRARY_TEMPLATE_VERSION,
    );
  }
  if (sinceAsked === 20 + SCORED_AFTER_DAYS && age >= SCORED_AFTER_DAYS && random.chance(0.8)) {
    const scoresEventId = outlookId(context, SCORED_AFTER_DAYS);
    const score = csmAnswer(satisfaction, account.csmBias, random);
    answer(context, 'outlook', { score, scoresEventId }, LIBRARY_TEMPLATE_VERSION);
  }
}

const OUTLOOKS = {
  good: ['They want to bring in the second team this year.', 'They speak of us at their own events.'],
  fair: [
    'Next year depends on a budget nobody has decided on.',
    'It goes on as it is; nobody asks for more.',
  ],
  bad: ['Their new management looks at cheaper tools.', 'They do not answer any more, I expect a notice.'],
} as const;

/** The id of what was said in words so many days ago: the score for it has to name it. */
function outlookId({ account, day }: DayContext, daysAgo: number): string {
  return `${account.id}/outlook/${addDays(day, -daysAgo)}`;
}

function answer(
  { account, day, random, emit }: DayContext,
  questionId: string,
  answered: Record<string, unknown>,
  templateVersion = STANDARD_TEMPLATE_VERSION,
): void {
  emit('signals.assessment', hoursAfter(workingHour(day, random), 0.5), {
    assessmentId: `${account.id}/${day}`,
    questionId,
    templateVersion,
    change: 'answered',
    assessorId: csmOn(account, day).id,
    assessorRole: 'csm',
    ...answered,
  });
}

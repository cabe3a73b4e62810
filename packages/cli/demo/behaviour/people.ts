import { type DayContext, hoursAfter, workingHour } from '../emit.ts';
import { clamp, type Random } from '../random.ts';
import { NOTES, oneOf } from './words.ts';

const MEETING_EVERY_DAYS = { enterprise: 14, 'mid-market': 30, 'small-business': 60 } as const;
const WISHED_FREQUENCY = {
  enterprise: 'fortnightly',
  'mid-market': 'monthly',
  'small-business': 'quarterly',
} as const;
const ASSESSMENT_EVERY_DAYS = 45;

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
      emit('signals.contact', at, { contactId: userId, role: roles[index], change: 'joined' }, userId);
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
      staffId: account.csm.id,
      staffRole: 'cs',
      direction: 'outbound',
      outcome: held ? 'held' : random.pick(['no-show', 'cancelled'] as const),
      contactIds: account.users.slice(0, 2),
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
    assessorId: account.csm.id,
    assessorRole: 'csm',
    ...answered,
  });
}

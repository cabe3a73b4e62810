import { type DayContext, hoursAfter, workingHour } from '../emit.ts';
import { clamp, type Random } from '../random.ts';
import { BLAME, PRAISE, SHRUG, type Words } from './words.ts';

const NPS_EVERY_DAYS = 60;
const CSAT_EVERY_DAYS = 45;
const CES_EVERY_DAYS = 60;
const SPEAKS_UP_PER_DAY = 0.012;
const OPEN_CHANNELS = ['community', 'social', 'phone', 'meeting'] as const;

export function npsScore(satisfaction: number, random: Random): number {
  return clamp(Math.round(2.5 + 8 * satisfaction + random.normal(0, 1.2)), 0, 10);
}

function npsReason(score: number, random: Random): Words {
  return random.pick(score >= 9 ? PRAISE : score >= 7 ? SHRUG : BLAME);
}

interface Questionnaire {
  readonly surveyId: string;
  readonly kind: 'nps' | 'csat' | 'ces';
  readonly channel: 'in-app' | 'email';
  readonly everyDays: number;
  readonly answer: (context: DayContext) => Readonly<Record<string, unknown>>;
}

const QUESTIONNAIRES: readonly Questionnaire[] = [
  {
    surveyId: 'relationship',
    kind: 'nps',
    channel: 'in-app',
    everyDays: NPS_EVERY_DAYS,
    answer: ({ state, random }) => {
      const score = npsScore(state.satisfaction, random);
      const reason = random.chance(0.5) ? npsReason(score, random) : {};
      return { score, scaleMin: 0, scaleMax: 10, ...reason };
    },
  },
  {
    surveyId: 'satisfaction',
    kind: 'csat',
    channel: 'email',
    everyDays: CSAT_EVERY_DAYS,
    answer: ({ state, random }) => onScale(1.4 + 3.6 * state.satisfaction, 5, random),
  },
  {
    surveyId: 'effort',
    kind: 'ces',
    channel: 'in-app',
    everyDays: CES_EVERY_DAYS,
    answer: ({ state, random }) => onScale(7 - 5 * state.effort, 7, random),
  },
];

function onScale(mean: number, scaleMax: number, random: Random) {
  return { score: clamp(Math.round(mean + random.normal(0, 0.8)), 1, scaleMax), scaleMin: 1, scaleMax };
}

/** The periodic surveys; the discontented answer less often. */
export function askPeriodically(context: DayContext): void {
  for (const [n, questionnaire] of QUESTIONNAIRES.entries()) {
    const { everyDays } = questionnaire;
    if (context.age % everyDays !== (context.account.users.length + 11 * n) % everyDays) continue;
    ask({ ...context, random: context.random.fork(questionnaire.kind) }, questionnaire);
  }
}

function ask(context: DayContext, { surveyId, kind, channel, answer }: Questionnaire): void {
  const { account, state, day, random, emit } = context;
  const asked = workingHour(day, random);
  for (const userId of account.users.slice(0, 5)) {
    const survey = { surveyId, invitationId: `${userId}/${day}`, kind, channel, occasion: 'periodic' };
    emit('signals.survey', asked, { ...survey, change: 'sent' }, userId);
    if (!random.chance(0.25 + 0.4 * state.satisfaction)) continue;
    const answered = { ...survey, change: 'answered', ...answer(context) };
    emit('signals.survey', hoursAfter(asked, random.between(0.2, 40)), answered, userId);
  }
}

/** What people say unasked, where they happen to be: praise or blame, hardly ever in between. */
export function speakUp({ account, state, day, random, emit }: DayContext): void {
  if (!random.chance(SPEAKS_UP_PER_DAY)) return;
  const userId = random.pick(account.users);
  const words = random.pick(random.chance(state.satisfaction) ? PRAISE : BLAME);
  const feedback = {
    surveyId: 'unasked',
    invitationId: `${userId}/${day}`,
    change: 'answered',
    kind: 'feedback',
  };
  emit(
    'signals.survey',
    workingHour(day, random),
    { ...feedback, channel: random.pick(OPEN_CHANNELS), ...words },
    userId,
  );
}

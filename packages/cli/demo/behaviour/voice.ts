import { type DayContext, hoursAfter, workingHour } from '../emit.ts';
import { clamp, type Random } from '../random.ts';

const NPS_EVERY_DAYS = 60;

const PRAISE = ['saves us hours every week', 'the team loves it', 'reports that our board believes'];
const SHRUG = ['does what it should', 'fine, a little slow at times', 'good, pricing could be clearer'];
const BLAME = ['support takes too long', 'too hard to set up', 'we do not get what we were promised'];

export function npsScore(satisfaction: number, random: Random): number {
  return clamp(Math.round(2.5 + 8 * satisfaction + random.normal(0, 1.2)), 0, 10);
}

export function npsReason(score: number, random: Random): string {
  return random.pick(score >= 9 ? PRAISE : score >= 7 ? SHRUG : BLAME);
}

/** The periodic NPS survey; the discontented answer less often. */
export function askHowLikely({ account, state, day, age, random, emit }: DayContext): void {
  if (age % NPS_EVERY_DAYS !== account.users.length % NPS_EVERY_DAYS) return;
  const asked = workingHour(day, random);
  for (const userId of account.users.slice(0, 5)) {
    const survey = {
      surveyId: 'relationship',
      invitationId: `${userId}/${day}`,
      kind: 'nps',
      channel: 'in-app',
      occasion: 'periodic',
    };
    emit('signals.survey', asked, { ...survey, change: 'sent' }, userId);
    if (!random.chance(0.25 + 0.4 * state.satisfaction)) continue;
    const score = npsScore(state.satisfaction, random);
    const reason = random.chance(0.5) ? { reason: npsReason(score, random), language: 'en' } : {};
    const answered = { ...survey, change: 'answered', score, scaleMin: 0, scaleMax: 10, ...reason };
    emit('signals.survey', hoursAfter(asked, random.between(0.2, 40)), answered, userId);
  }
}

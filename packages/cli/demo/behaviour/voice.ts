import { type DayContext, hoursAfter, workingHour } from '../emit.ts';
import { clamp, type Random } from '../random.ts';
import { BLAME, PRAISE, SHRUG, type Words } from './words.ts';

const NPS_EVERY_DAYS = 60;

export function npsScore(satisfaction: number, random: Random): number {
  return clamp(Math.round(2.5 + 8 * satisfaction + random.normal(0, 1.2)), 0, 10);
}

function npsReason(score: number, random: Random): Words {
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
    const reason = random.chance(0.5) ? npsReason(score, random) : {};
    const answered = { ...survey, change: 'answered', score, scaleMin: 0, scaleMax: 10, ...reason };
    emit('signals.survey', hoursAfter(asked, random.between(0.2, 40)), answered, userId);
  }
}

import { startOfDay } from '@bellwether/domain';
import { type DayContext, daysAfter, workingHour } from '../emit.ts';

const FIRST_PLAN_DAY = 10;
const PLAN_EVERY_DAYS = 150;
const STEPS = [
  { title: 'Connect the data sources', dueDays: 21 },
  { title: 'Train the first team', dueDays: 45 },
  { title: 'Replace the old weekly report', dueDays: 80 },
  { title: 'Measure the hours saved', dueDays: 130 },
] as const;
const BARRIERS = ['no owner on their side', 'waiting for IT', 'missing integration', 'other priorities'];

/** A success plan whose milestones are reached in time by those whom the product suits. */
export function pursueGoals({ account, state, age, day, random, emit }: DayContext): void {
  const sinceFirst = age - FIRST_PLAN_DAY;
  if (sinceFirst < 0) return;
  const planId = `${account.id}-plan-${Math.floor(sinceFirst / PLAN_EVERY_DAYS) + 1}`;
  const today = sinceFirst % PLAN_EVERY_DAYS;
  const at = workingHour(day, random);
  STEPS.forEach(({ title, dueDays }, index) => {
    const milestone = {
      planId,
      goalId: 'value',
      subject: 'milestone',
      subjectId: `${planId}-${index + 1}`,
      title,
    };
    const dueAt = daysAfter(startOfDay(day), dueDays - today);
    if (today === 0) emit('signals.milestone', at, { ...milestone, change: 'planned', progress: 0, dueAt });
    if (today === dueDays - 10 && random.chance(0.25 * (1.4 - account.fit))) {
      emit('signals.milestone', at, { ...milestone, change: 'blocked', barrier: random.pick(BARRIERS) });
    }
    if (
      today === dueDays - 1 &&
      random.chance(0.35 + 0.6 * Math.min(state.satisfaction, account.fit + 0.1))
    ) {
      emit('signals.milestone', at, { ...milestone, change: 'reached', progress: 1 });
    }
    if (today === dueDays + 15 && random.chance(0.85)) {
      emit('signals.milestone', at, {
        ...milestone,
        change: random.chance(0.8) ? 'reached' : 'dropped',
        progress: 1,
      });
    }
  });
}

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

const GOALS = ['Save ten hours a week', 'One report instead of five', 'Every team on one set of numbers'];
const PROGRESS_EVERY_DAYS = 25;
const GOAL_ENDS_DAYS = 145;
const UNBLOCKED_AFTER_DAYS = 20;

/** A success plan whose milestones are reached in time by those whom the product suits. */
export function pursueGoals(context: DayContext): void {
  const { account, state, age, day, random, emit } = context;
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
    if (today === dueDays - 10 + UNBLOCKED_AFTER_DAYS && random.chance(0.5)) {
      emit('signals.milestone', at, { ...milestone, change: 'unblocked' });
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
  reachForTheGoal(context, planId, today);
}

/** The goal that the milestones lead to, and the features that serve it; it comes nearer as far as the product suits them. */
function reachForTheGoal(
  { account, state, day, random, emit }: DayContext,
  planId: string,
  today: number,
): void {
  const at = workingHour(day, random);
  const goal = {
    planId,
    goalId: 'value',
    subject: 'goal',
    subjectId: `${planId}-goal`,
    title: GOALS[account.users.length % GOALS.length],
    features: account.features.slice(1, 4),
  };
  if (today === 0) {
    const dueAt = daysAfter(startOfDay(day), GOAL_ENDS_DAYS);
    emit('signals.milestone', at, { ...goal, change: 'planned', progress: 0, dueAt });
  } else if (today === GOAL_ENDS_DAYS && random.chance(0.3 + 0.6 * account.fit)) {
    emit('signals.milestone', at, { ...goal, change: 'reached', progress: 1 });
  } else if (today % PROGRESS_EVERY_DAYS === 0) {
    const progress = Math.min(0.95, (today / GOAL_ENDS_DAYS) * (0.3 + 0.9 * state.satisfaction));
    emit('signals.milestone', at, { ...goal, change: 'progressed', progress: Number(progress.toFixed(2)) });
    if (random.chance(0.3 * (1 - state.satisfaction)))
      emit('signals.milestone', at + 1, { ...goal, change: 'blocked', barrier: random.pick(BARRIERS) });
  } else if (today % PROGRESS_EVERY_DAYS === UNBLOCKED_AFTER_DAYS && random.chance(0.5)) {
    emit('signals.milestone', at, { ...goal, change: 'unblocked' });
  }
}

import type { Instant } from '@bellwether/domain';
import { groupBy, type History } from './history.ts';
import { known, type Oracle, sum, unknown, weightIn } from './oracle.ts';

interface PlanItem {
  readonly planId: string;
  readonly subject: string;
  /** Neither reached nor dropped, by the last planning or outcome. */
  readonly open: boolean;
  readonly reachedAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly progress: number | null;
  readonly blocked: boolean;
}

const DECIDES = new Set(['planned', 'rescheduled', 'reached', 'missed', 'dropped']);

/** Every plan, goal and milestone as it stands. */
function planItems(history: History, asOf: Instant): PlanItem[] {
  const said = history.byInstant('signals.milestone', asOf);
  const each = groupBy(said, (s) => JSON.stringify([s.planId, s.subject, s.subjectId]));
  return [...each.values()].map((events) => {
    const { planId, subject } = events[0]!;
    const decided = events.findLast((s) => DECIDES.has(s.change));
    let reachedAt: Instant | null = null;
    for (const s of events) {
      if (s.change === 'reached') reachedAt ??= s.occurredAt;
      else if (DECIDES.has(s.change)) reachedAt = null;
    }
    const barred = events.findLast((s) => s.change === 'blocked' || s.change === 'unblocked');
    return {
      planId,
      subject,
      open: decided?.change !== 'reached' && decided?.change !== 'dropped',
      reachedAt,
      dueAt: events.findLast((s) => s.dueAt != null)?.dueAt ?? null,
      progress: events.findLast((s) => s.progress != null)?.progress ?? null,
      blocked: barred?.change === 'blocked',
    };
  });
}

const milestones = (history: History, asOf: Instant) =>
  planItems(history, asOf).filter((item) => item.subject === 'milestone');

export const successPlanPresent: Oracle = (history, asOf) => {
  const items = planItems(history, asOf);
  if (items.length === 0) return unknown('never');
  const byPlan = [...groupBy(items, (item) => item.planId).values()];
  const underWay = byPlan.filter(
    (plan) => plan.some((item) => item.open) && !plan.some((item) => item.subject === 'plan' && !item.open),
  );
  return known(underWay.length);
};

export const overdueMilestones: Oracle = (history, asOf) => {
  const all = milestones(history, asOf);
  if (all.length === 0) return unknown('never');
  const dated = all.filter((m) => m.dueAt !== null);
  if (dated.length === 0) return unknown('not-applicable');
  return known(dated.filter((m) => m.open && m.dueAt! < asOf).length);
};

export const milestonesOnTime: Oracle = (history, asOf) => {
  const all = milestones(history, asOf);
  if (all.length === 0) return unknown('never');
  const fellDue = all.filter((m) => m.dueAt !== null && m.dueAt < asOf && (m.open || m.reachedAt !== null));
  const weigh = (some: readonly PlanItem[]) => sum(some.map((m) => weightIn(m.dueAt!, asOf, 180)));
  const due = weigh(fellDue);
  if (fellDue.length === 0) return unknown('not-applicable');
  if (due === 0) return unknown('silent');
  return known(weigh(fellDue.filter((m) => m.reachedAt !== null && m.reachedAt <= m.dueAt!)) / due);
};

export const goalProgress: Oracle = (history, asOf) => {
  const goals = planItems(history, asOf).filter((item) => item.subject === 'goal');
  if (goals.length === 0) return unknown('never');
  const progress = goals.flatMap((goal) => (goal.open && goal.progress !== null ? [goal.progress] : []));
  return progress.length === 0 ? unknown('not-applicable') : known(sum(progress) / progress.length);
};

export const blockedGoals: Oracle = (history, asOf) => {
  const steps = planItems(history, asOf).filter((item) => item.subject !== 'plan');
  if (steps.length === 0) return unknown('never');
  const open = steps.filter((step) => step.open);
  return open.length === 0 ? unknown('not-applicable') : known(open.filter((step) => step.blocked).length);
};

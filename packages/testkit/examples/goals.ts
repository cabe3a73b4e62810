import { ago, type Example, examplesOf, signalsOf } from './example.ts';

const plan = signalsOf('signals.milestone', {
  planId: 'p',
  subject: 'milestone',
  subjectId: 'm',
  title: 'Go live',
  change: 'planned',
} as never);
const GOAL = { subject: 'goal', subjectId: 'g' };
const PLAN = { subject: 'plan', subjectId: 'p' };

export const goalExamples: readonly Example[] = [
  ...examplesOf('overdue-milestones', {
    'due yesterday and not reached': [plan({ at: ago(9), dueAt: ago(1) }), 1],
    'reached late is reached': [plan({ at: ago(9), dueAt: ago(5) }, { at: ago(1), change: 'reached' }), 0],
    'missed stays overdue until planned anew': [
      plan({ at: ago(9), dueAt: ago(5) }, { at: ago(4), change: 'missed' }),
      1,
    ],
    rescheduled: [
      plan({ at: ago(9), dueAt: ago(5) }, { at: ago(4), change: 'rescheduled', dueAt: ago(-5) }),
      0,
    ],
    'without due dates nothing can be late': [plan({ at: ago(9) }), 'not-applicable'],
    'goals are not milestones': [plan({ at: ago(9), subject: 'goal', dueAt: ago(1) }), 'never'],
  }),
  ...examplesOf('success-plan-present', {
    'a milestone makes a plan': [plan({ at: ago(9) }), 1],
    'what was reached is no plan for tomorrow': [plan({ at: ago(9) }, { at: ago(2), change: 'reached' }), 0],
    'a missed milestone is still to be done': [plan({ at: ago(9) }, { at: ago(2), change: 'missed' }), 1],
    'a plan that was dropped, although a step of it is open': [
      plan({ at: ago(9), ...PLAN }, { at: ago(9) }, { at: ago(2), ...PLAN, change: 'dropped' }),
      0,
    ],
    'two plans': [plan({ at: ago(9) }, { at: ago(9), planId: 'q' }), 2],
  }),
  ...examplesOf('milestones-on-time', {
    'reached a day early and a day late': [
      plan(
        { at: ago(40), dueAt: ago(20) },
        { at: ago(21), change: 'reached' },
        { at: ago(40), subjectId: 'n', dueAt: ago(20) },
        { at: ago(19), subjectId: 'n', change: 'reached' },
      ),
      0.5,
    ],
    'the due date last stated counts': [
      plan(
        { at: ago(40), dueAt: ago(20) },
        { at: ago(25), change: 'rescheduled', dueAt: ago(10) },
        { at: ago(11), change: 'reached' },
      ),
      1,
    ],
    'said again to be reached, it is not reached anew': [
      plan(
        { at: ago(40), dueAt: ago(20) },
        { at: ago(21), change: 'reached' },
        { at: ago(5), change: 'reached' },
      ),
      1,
    ],
    'planned anew and reached again, it is': [
      plan(
        { at: ago(40), dueAt: ago(20) },
        { at: ago(21), change: 'reached' },
        { at: ago(19), change: 'planned' },
        { at: ago(5), change: 'reached' },
      ),
      0,
    ],
    'not reached at all': [plan({ at: ago(40), dueAt: ago(20) }), 0],
    'dropped is nobody’s delay': [
      plan({ at: ago(40), dueAt: ago(20) }, { at: ago(30), change: 'dropped' }),
      'not-applicable',
    ],
    'what is not due yet says nothing': [plan({ at: ago(40), dueAt: ago(-20) }), 'not-applicable'],
    'due longer than 180 days ago': [plan({ at: ago(300), dueAt: ago(190) }), 'silent'],
    'no milestone ever': [plan({ at: ago(9), ...GOAL, dueAt: ago(1) }), 'never'],
  }),
  ...examplesOf('goal-progress', {
    'the mean of what each last said': [
      plan(
        { at: ago(9), ...GOAL, change: 'progressed', progress: 0.9 },
        { at: ago(8), ...GOAL, change: 'progressed', progress: 0.2 },
        { at: ago(9), ...GOAL, subjectId: 'h', progress: 0.6 },
      ),
      0.4,
    ],
    'a goal that was reached is behind them': [
      plan({ at: ago(9), ...GOAL, progress: 0.6 }, { at: ago(8), ...GOAL, change: 'reached', progress: 1 }),
      'not-applicable',
    ],
    'saying nothing of progress is not none': [plan({ at: ago(9), ...GOAL }), 'not-applicable'],
    'milestones are no goals': [plan({ at: ago(9), progress: 0.6 }), 'never'],
  }),
  ...examplesOf('blocked-goals', {
    'blocked, then progress: still blocked': [
      plan(
        { at: ago(9), change: 'blocked', barrier: 'no owner' },
        { at: ago(8), change: 'progressed', progress: 0.5 },
        { at: ago(9), ...GOAL, change: 'blocked' },
      ),
      2,
    ],
    unblocked: [plan({ at: ago(9), change: 'blocked' }, { at: ago(8), change: 'unblocked' }), 0],
    'reached although blocked': [
      plan({ at: ago(9), change: 'blocked' }, { at: ago(8), change: 'reached' }),
      'not-applicable',
    ],
  }),
];

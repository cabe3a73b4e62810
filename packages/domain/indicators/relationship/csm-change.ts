import type { MeasuredIndicator } from '../definition.ts';
import { unless, windowSumOf } from '../sql/window.ts';

const WINDOW_DAYS = 180;
/** As (occurred at, event id, manager, days back), in order. */
const named = `{{arraySort(groupArrayIf((occurred_at, event_id, csm, csm_back), csm != ''))}}`;
const changed = (back: string) =>
  `arrayCount((said, before) -> said.3 != before.3 AND said.4 ${back}, arrayPopFront(${named}), arrayPopBack(${named}))`;

export const csmChange: MeasuredIndicator = {
  id: 'csm-change',
  title: 'Changes of their CSM',
  question: 'Have they had to get used to somebody new on our side?',
  group: 'relationship',
  kind: 'leading',
  lens: 'human',
  unit: 'count',
  direction: 'lower-is-healthier',
  source: 'accounts',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless(`empty(${named})`, windowSumOf(changed(`< ${WINDOW_DAYS}`), changed(`= ${WINDOW_DAYS}`))),
  reason: `'never'`,
  health: [
    [0, 100],
    [1, 55],
    [2, 15],
    [3, 0],
  ],
  formula:
    'How often the customer-success manager named for the account became another one in the last 180 days; a time ' +
    'without one in between is no change. Never while none was named.',
  nextStep:
    'They have lost the person they knew: introduce the new one in person, with the goals they had agreed on.',
  team: 'cs',
};

import type { MeasuredIndicator } from '../definition.ts';
import { unless, windowSum } from '../sql/window.ts';

const WINDOW_DAYS = 90;
const answers = windowSum('ticket_answer', WINDOW_DAYS);
const topTwo = windowSum('ticket_top_two', WINDOW_DAYS);

export const csatAfterTickets: MeasuredIndicator = {
  id: 'csat-after-tickets',
  title: 'Satisfaction after tickets',
  question: 'Are they satisfied with the help they get?',
  group: 'voice',
  kind: 'lagging',
  lens: 'human',
  unit: 'percent',
  direction: 'higher-is-healthier',
  source: 'surveys',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless(`${answers} = 0`, `100 * ${topTwo} / ${answers}`),
  reason: `if({{sum(ticket_answer)}} = 0, 'never', 'too-little-history')`,
  health: [
    [0, 0],
    [50, 25],
    [70, 50],
    [85, 80],
    [95, 100],
  ],
  formula:
    'Share of answers 4 and 5 on 1 to 5 (top two boxes) over 90 days, of those asked after a ticket: so the occasion says, or ' +
    'where it says nothing a ticket is named. Source: the usual top-two-box score.',
  nextStep: 'Help disappoints them: read the tickets behind the poor answers, and call back.',
  team: 'support',
};

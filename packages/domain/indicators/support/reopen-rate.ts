import type { MeasuredIndicator } from '../definition.ts';
import { unless, windowSum } from '../sql/window.ts';

const WINDOW_DAYS = 90;
/** A share of fewer says little. */
const TICKETS_MIN = 3;
const solved = windowSum('once_solved', WINDOW_DAYS, 'once_back');
const reopened = windowSum('reopened', WINDOW_DAYS, 'once_back');

export const reopenRate: MeasuredIndicator = {
  id: 'reopen-rate',
  title: 'Reopened tickets',
  question: 'Do solutions hold?',
  group: 'support',
  kind: 'lagging',
  lens: 'data',
  unit: 'percent',
  direction: 'lower-is-healthier',
  source: 'tickets',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless(`${solved} < ${TICKETS_MIN}`, `100 * ${reopened} / ${solved}`),
  reason: `multiIf({{sum(once_solved)}} = 0, 'never', ${solved} = 0, 'silent', 'too-little-history')`,
  health: [
    [0, 100],
    [5, 85],
    [15, 55],
    [30, 20],
    [50, 0],
  ],
  formula:
    'Share of the tickets first resolved in 90 days that were opened again since, however often; at least three such ' +
    'tickets. Source: reopen rate, as help desks report it, by ticket.',
  nextStep: 'Solutions do not hold: read what came back, and fix the cause instead of the ticket.',
  team: 'support',
};

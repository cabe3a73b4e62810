import type { MeasuredIndicator } from '../definition.ts';
import { unless, windowSum } from '../sql/window.ts';

const WINDOW_DAYS = 90;
/** A share of fewer says little. */
const TICKETS_MIN = 3;
const solved = windowSum('once_solved', WINDOW_DAYS, 'once_back');
const judged = windowSum('judged', WINDOW_DAYS, 'once_back');
const firstContact = windowSum('first_contact', WINDOW_DAYS, 'once_back');

export const firstContactResolution: MeasuredIndicator = {
  id: 'first-contact-resolution',
  title: 'Resolved at first contact',
  question: 'Is one answer enough?',
  group: 'support',
  kind: 'lagging',
  lens: 'data',
  unit: 'percent',
  direction: 'higher-is-healthier',
  source: 'tickets',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless(
    `{{sum(contacts_known)}} = 0 OR ${judged} < ${TICKETS_MIN}`,
    `100 * ${firstContact} / ${judged}`,
  ),
  reason: `multiIf({{sum(once_solved)}} = 0, 'never', {{sum(contacts_known)}} = 0, 'not-applicable',
    ${solved} = 0, 'silent', 'too-little-history')`,
  health: [
    [20, 0],
    [50, 40],
    [70, 75],
    [85, 100],
  ],
  formula:
    'Share of the tickets first resolved in 90 days that took at most one reply by an agent until then and were not opened ' +
    'again within 7 days of it; one resolved less than 7 days ago is not judged yet, and at least three have to be. Where ' +
    'no reply is sent, the stated contacts count instead; where neither ever is, not applicable. Source: first contact ' +
    'resolution, anchored at the 70 to 79 % that call-centre benchmarks (SQM Group) call good.',
  nextStep: 'Their questions take several rounds: ask support what is missing in the first answer.',
  team: 'support',
};

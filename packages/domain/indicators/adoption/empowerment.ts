import type { MeasuredIndicator } from '../definition.ts';
import { countOf, peopleWithin } from '../sql/people.ts';

const ACTIVE_DAYS = 28;
const ASKED_DAYS = 90;
const users = peopleWithin(ACTIVE_DAYS);
const askers = peopleWithin(ASKED_DAYS, 'askers');
/** Without a help desk nobody is known to manage, only not to be heard. */
const UNHEARD = `{{countIf(topic = 'signals.ticket')}} = 0`;
const [active, asked, either] = [countOf(users), countOf(askers), countOf(users, askers)];

/** Who is in both sets follows from the sizes of the sets and of their union: no name leaves the store. */
export const empowerment: MeasuredIndicator = {
  id: 'empowerment',
  title: 'Users who manage without help',
  question: 'Can people do their work with it on their own?',
  group: 'adoption',
  kind: 'leading',
  lens: 'human',
  unit: 'ratio',
  direction: 'higher-is-healthier',
  source: 'days',
  windowDays: ASKED_DAYS,
  historyDaysMin: 0,
  value: `if(${active} = 0 OR ${UNHEARD}, NULL, (${either} - ${asked}) / ${active})`,
  reason: `if({{sum(seen)}} = 0 OR ${UNHEARD}, 'never', 'not-applicable')`,
  health: [
    [0, 0],
    [0.5, 40],
    [0.8, 75],
    [1, 100],
  ],
  formula:
    'Active users (28 whole days) of whom no how-to or usability ticket has come in the last 90 whole days, as a share of ' +
    'active users. A ticket counts for the customer’s user whom a signal that states the category names. Never while ' +
    'no ticket was seen; not applicable while nobody is active or named. Source: own definition.',
  nextStep:
    'People need help to get through: turn what they ask into a training, and tell product which step it is.',
  team: 'cs',
};

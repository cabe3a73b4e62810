import type { MeasuredIndicator } from '../definition.ts';
import { ANSWER_DAYS } from '../sources/surveys.ts';
import { unless, windowSum } from '../sql/window.ts';

const WINDOW_DAYS = 90;
/** A share of fewer says little. */
const INVITATIONS_MIN = 3;
const sentLately = windowSum('was_sent', WINDOW_DAYS, 'sent_back');
const sent = windowSum('invited', WINDOW_DAYS, 'sent_back');
const answered = windowSum('responded', WINDOW_DAYS, 'sent_back');

export const responseRate: MeasuredIndicator = {
  id: 'response-rate',
  title: 'Response rate',
  question: 'Do they answer when we ask?',
  group: 'voice',
  kind: 'leading',
  lens: 'human',
  unit: 'percent',
  direction: 'higher-is-healthier',
  source: 'surveys',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless(`${sent} < ${INVITATIONS_MIN}`, `100 * ${answered} / ${sent}`),
  reason: `multiIf({{sum(was_sent)}} = 0, 'never', ${sentLately} = 0, 'silent', 'too-little-history')`,
  worries: false,
  health: [
    [0, 0],
    [10, 30],
    [30, 70],
    [60, 100],
  ],
  formula:
    `Share of the invitations first sent in 90 days that were answered; at least ${INVITATIONS_MIN}. One sent less than ` +
    `${ANSWER_DAYS} days ago is not counted yet, one declined is not answered, and an answer to an invitation that was never ` +
    'seen to be sent is in neither number. Source: response rate RR1 of the AAPOR Standard Definitions.',
  nextStep: 'They no longer answer: ask fewer questions, tell them what came of the last ones, or call.',
  team: 'cs',
};

import { dayOf } from '../../time/days.ts';
import type { MeasuredIndicator } from '../definition.ts';
import { FEEDBACK_DAYS } from '../sources/surveys.ts';
import { unless, windowSum } from '../sql/window.ts';

const WINDOW_DAYS = FEEDBACK_DAYS;
type Text = readonly [minusSaidMs: number, channel: string, words: string];

export const unsolicitedFeedback: MeasuredIndicator = {
  id: 'unsolicited-feedback',
  title: 'Unsolicited feedback',
  question: 'Do they speak up without being asked?',
  group: 'voice',
  kind: 'lagging',
  lens: 'human',
  unit: 'count',
  direction: 'higher-is-healthier',
  source: 'surveys',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless('{{sum(feedback)}} = 0', windowSum('feedback', WINDOW_DAYS)),
  reason: `'never'`,
  worries: false,
  health: [
    [0, 45],
    [1, 65],
    [3, 85],
    [6, 100],
  ],
  formula:
    'Feedback that nobody asked for, in 90 days, praise and complaint alike: who complains has not given up yet. Its mildness ' +
    'is on purpose; what they say is read as text sentiment. Source: Hirschman, “Exit, Voice, and Loyalty” (1970).',
  nextStep: 'They used to speak up and fell silent: ask what became of it.',
  team: 'cs',
  items: {
    from: [],
    facets: ['feedbackTexts'],
    list: ({ facet }) =>
      ((facet('feedbackTexts') ?? []) as Text[]).map(([minusSaidMs, channel, words]) => ({
        item: words.trim(),
        because: `said on ${dayOf(-minusSaidMs)}, ${channel}`,
        amount: null,
      })),
  },
};

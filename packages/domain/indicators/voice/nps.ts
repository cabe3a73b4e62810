import { dayOf } from '../../time/days.ts';
import type { Item, MeasuredIndicator } from '../definition.ts';
import { WHYS_DAYS } from '../sources/surveys.ts';
import { unless, windowSum } from '../sql/window.ts';

const WINDOW_DAYS = WHYS_DAYS;
const answers = windowSum('nps_answer', WINDOW_DAYS);
const promoters = windowSum('nps_promoter', WINDOW_DAYS);
const detractors = windowSum('nps_detractor', WINDOW_DAYS);

type Why = readonly [standing: -1 | 0 | 1, minusSaidMs: number, score: number, words: string];
/** From standing -1 on. */
const STANDINGS = ['detractor', 'passive', 'promoter'];

/** Classified on the raw answer, never rescaled: a 9 is a promoter on 0 to 10 and on 1 to 10 alike. */
export const nps: MeasuredIndicator = {
  id: 'nps',
  title: 'Net promoter score',
  question: 'Would they recommend it?',
  group: 'voice',
  kind: 'lagging',
  lens: 'human',
  unit: 'points',
  direction: 'higher-is-healthier',
  source: 'surveys',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless(`${answers} = 0`, `100 * (${promoters} - ${detractors}) / ${answers}`),
  reason: `if({{sum(nps_answer)}} = 0, 'never', 'silent')`,
  health: [
    [-100, 0],
    [-20, 25],
    [0, 45],
    [30, 70],
    [70, 100],
  ],
  formula:
    '% answering 9 or 10 − % answering 6 or less, on 0 to 10 or 1 to 10 as asked, over the latest answer of each person ' +
    'in 180 days; other scales are left out. Source: Reichheld, “The One Number You Need to Grow” (2003). Behind it: why, detractors first.',
  nextStep: 'Read what the detractors wrote and call them; an answered complaint is often kept business.',
  team: 'cs',
  items: {
    from: [],
    facets: ['npsWhys'],
    list: ({ facet }): Item[] =>
      ((facet('npsWhys') ?? []) as Why[]).map(([standing, minusSaidMs, score, words]) => ({
        item: words.trim(),
        because: `${STANDINGS[standing + 1]}, answered on ${dayOf(-minusSaidMs)}`,
        amount: score,
      })),
  },
};

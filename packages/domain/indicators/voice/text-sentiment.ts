import type { Item, MeasuredIndicator } from '../definition.ts';
import { THEMES_DAYS } from '../sources/surveys.ts';
import { unless, windowSum } from '../sql/window.ts';

const WINDOW_DAYS = THEMES_DAYS;
const THEMES_LISTED_MAX = 50;
const read = windowSum('text_read', WINDOW_DAYS);

type ReadText = readonly [minusSaidMs: number, sentimentMilli: number, themes: readonly string[]];

/** A text in a language that is not read is left out: counted as neutral it would mask who is unhappy in it. */
export const textSentiment: MeasuredIndicator = {
  id: 'text-sentiment',
  title: 'Sentiment of what they write',
  question: 'How does what they write in their own words sound?',
  group: 'voice',
  kind: 'lagging',
  lens: 'human',
  unit: 'ratio',
  direction: 'higher-is-healthier',
  source: 'surveys',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless(`${read} = 0`, `${windowSum('text_milli', WINDOW_DAYS)} / ${read} / 1000`),
  reason: `if({{sum(text_read)}} = 0, 'never', 'silent')`,
  health: [
    [-0.6, 0],
    [-0.2, 25],
    [0, 50],
    [0.3, 80],
    [0.6, 100],
  ],
  formula:
    'Mean sentiment, −1 to 1, of the reasons customers gave in surveys and of unsolicited feedback over 90 days, the ' +
    'latest answer of each invitation. Read by wink-nlp, English only; other languages are left out, not neutral. ' +
    'Behind it: themes, the most frequent first. Source: own definition, over the sentiment wink-nlp gives.',
  nextStep:
    'What they write sounds worse than their scores may show: read the texts and answer each by name.',
  team: 'cs',
  items: {
    from: [],
    facets: ['textThemes'],
    list: ({ facet }) => themesOf((facet('textThemes') ?? []) as ReadText[]),
  },
};

/** The most frequent first; `amount` is the number of texts. */
function themesOf(texts: readonly ReadText[]): Item[] {
  const milliOf = new Map<string, number[]>();
  for (const [, milli, themes] of texts) {
    for (const theme of themes) milliOf.set(theme, [...(milliOf.get(theme) ?? []), milli]);
  }
  return [...milliOf]
    .sort(([a, of], [b, than]) => than.length - of.length || (a < b ? -1 : 1))
    .slice(0, THEMES_LISTED_MAX)
    .map(([item, milli]) => {
      const mean = milli.reduce((total, each) => total + each, 0) / milli.length / 1000;
      return { item, because: `mean sentiment ${mean.toFixed(2)}`, amount: milli.length };
    });
}

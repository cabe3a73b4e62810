import type { DerivedIndicator } from '../definition.ts';
import { TREND_DAYS } from '../sources/surveys.ts';
import { type Stratum, strataOf } from './answer-counts.ts';

/** On either side: fewer are one person's mood. */
const ANSWERS_MIN = 3;
const SCALES = ['nps', 'csat', 'ces'];

export const satisfactionTrend: DerivedIndicator = {
  id: 'satisfaction-trend',
  title: 'Satisfaction against before',
  question: 'Are they becoming more or less content?',
  group: 'voice',
  kind: 'leading',
  lens: 'human',
  unit: 'points',
  direction: 'higher-is-healthier',
  windowDays: 2 * TREND_DAYS,
  historyDaysMin: 0,
  from: SCALES,
  facets: ['answerCounts'],
  derive: ({ reading, facet }) => {
    if (SCALES.every((id) => reading(id).reason === 'never')) return { value: null, reason: 'never' };
    const strata = strataOf(facet('answerCounts')).filter(({ scale }) => SCALES.includes(scale));
    if (strata.length === 0) return { value: null, reason: 'silent' };
    const value = trendOf(strata);
    return value === null ? { value, reason: 'too-little-history' } : { value, reason: null };
  },
  worries: false,
  health: [
    [-40, 0],
    [-20, 25],
    [0, 70],
    [20, 100],
  ],
  formula:
    'Share of satisfied answers (NPS 9 or 10, CSAT 4 or 5, CES 5 to 7) in the last 90 whole days minus that of the 90 before, ' +
    'in percentage points. Compared like with like, per scale and channel, so that asking otherwise is no trend; at least ' +
    'three answers on either side. Source: the Mantel–Haenszel risk difference, with scale and channel as strata.',
  nextStep: 'Their mood turns: ask what changed since the quarter before, and who feels it.',
  team: 'cs',
};

/** Percentage points; null where too little can be compared. */
function trendOf(strata: readonly Stratum[]): number | null {
  const comparable = strata.filter(({ recent, earlier }) => recent.all > 0 && earlier.all > 0);
  const total = (of: (stratum: Stratum) => number) =>
    comparable.reduce((sum, stratum) => sum + of(stratum), 0);
  if (total((s) => s.recent.all) < ANSWERS_MIN || total((s) => s.earlier.all) < ANSWERS_MIN) return null;
  const differences = total(
    ({ recent, earlier }) =>
      (recent.satisfied * earlier.all - earlier.satisfied * recent.all) / (recent.all + earlier.all),
  );
  const weights = total(({ recent, earlier }) => (recent.all * earlier.all) / (recent.all + earlier.all));
  return (100 * differences) / weights;
}

import { healthOf, type Indicator, isMeasured, type Scorecard } from '@bellwether/domain';
import { fieldsText, type Reads, readsOf } from './reads.ts';
import { scorecardUses } from './scorecard-uses.ts';
import { anchorsDrawn, anchorsText, DIRECTION_WORDS, LENS_WORDS, windowText } from './words.ts';

/** Everything an indicator's file says, and where it is used, as programs get it. */
export interface Shown {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly group: string;
  readonly kind: string;
  readonly lens: string;
  readonly unit: string;
  readonly direction: string;
  readonly windowDays: number | null;
  readonly historyDaysMin: number;
  readonly health: readonly (readonly [number, number])[];
  readonly formula: string;
  readonly nextStep: string;
  readonly team: string;
  readonly measured: boolean;
  readonly items: boolean;
  readonly reads: Reads;
  readonly scorecards: readonly { readonly scorecard: string; readonly uses: readonly string[] }[];
}

export function shownOf(
  indicator: Indicator,
  indicators: readonly Indicator[],
  cards: readonly Scorecard[],
): Shown {
  const { id, title, question, group, kind, lens, unit, direction } = indicator;
  const { windowDays, historyDaysMin, health, formula, nextStep, team } = indicator;
  return {
    ...{ id, title, question, group, kind, lens, unit, direction, windowDays, historyDaysMin, health },
    ...{ formula, nextStep, team },
    measured: isMeasured(indicator),
    items: indicator.items !== undefined,
    reads: readsOf(indicator, indicators),
    scorecards: cards
      .map((card) => ({ scorecard: card.id, uses: scorecardUses(card, indicator) }))
      .filter(({ uses }) => uses.length > 0),
  };
}

/** The same for people: a line a fact, its name in front. */
export function shownText(indicator: Indicator, { reads, scorecards, items }: Shown): [string, string][] {
  const lines: [string, string | false][] = [
    ['group', indicator.group],
    ['says', `${indicator.kind}, ${LENS_WORDS[indicator.lens]}; told to ${indicator.team}`],
    ['unit', `${indicator.unit}, ${DIRECTION_WORDS[indicator.direction]}`],
    ['looks at', windowText(indicator)],
    ['formula', indicator.formula],
    [
      'health',
      `${anchorsDrawn(indicator.health, (value) => healthOf(indicator, value))}  ${anchorsText(indicator.health)}`,
    ],
    ['when bad', indicator.nextStep],
    ['reads', fieldsText(reads)],
    ['follows from', !isMeasured(indicator) && reads.indicators.join(', ')],
    ['joins', reads.details.join(', ')],
    ['lists', items && 'what is behind the value: npx bellwether indicators value'],
    ...scorecards.flatMap(({ scorecard, uses }) =>
      uses.map((use, n): [string, string] => [n === 0 ? 'scorecards' : '', `${scorecard}: ${use}`]),
    ),
  ];
  return lines.filter((line): line is [string, string] => Boolean(line[1]));
}

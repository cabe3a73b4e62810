import { flagsReading, type Indicator, type Scorecard } from '@bellwether/domain';

/** How a scorecard uses an indicator, in words: `usage, weight 2`, `caps the score at 55 when above 0`. */
export function scorecardUses(card: Scorecard, indicator: Indicator): string[] {
  const { id } = indicator;
  const counted = card.groups.flatMap((group) =>
    group.indicators
      .filter((one) => one.id === id)
      .map(({ weight }) => `in ${group.title ?? group.id}, weight ${weight} of a group of ${group.weight}`),
  );
  return [
    ...counted,
    ...card.caps
      .filter(({ when }) => when.indicator === id)
      .map(({ when, atMost }) => `caps the score at ${atMost} when ${sideOf(when)}`),
    ...card.floors
      .filter(({ when }) => when.indicator === id)
      .map(({ when, atLeast }) => `lifts the score to ${atLeast} when ${sideOf(when)}`),
    ...card.watch
      .filter((when) => when.indicator === id)
      .map((when) => `is watched: speaks when ${sideOf(when)}`),
    ...(counted.length > 0 ? flagsReading(indicator).map((flag) => `decides on the flag ${flag}`) : []),
  ];
}

function sideOf({ below, above }: { below?: number | undefined; above?: number | undefined }): string {
  return below === undefined ? `above ${above}` : `below ${below}`;
}

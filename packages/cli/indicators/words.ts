import type { HealthAnchors, Indicator, IndicatorGroup, IndicatorValue, Unit } from '@bellwether/domain';

type Said = (value: string, currency: string) => string;

/** How a value reads with its unit. */
const WITH_UNIT: Readonly<Record<Unit, Said>> = {
  count: (value) => value,
  'per-week': (value) => `${value} a week`,
  'per-month': (value) => `${value} a month`,
  'hours-per-week': (value) => `${value} hours a week`,
  days: (value) => `${value} days`,
  hours: (value) => `${value} hours`,
  ratio: (value) => value,
  percent: (value) => `${value} %`,
  points: (value) => `${value} points`,
  'score-1-5': (value) => `${value} of 5`,
  'score-1-7': (value) => `${value} of 7`,
  money: (value, currency) => `${value} ${currency}`,
  'money-per-month': (value, currency) => `${value} ${currency} a month`,
  'money-per-year': (value, currency) => `${value} ${currency} a year`,
};

/** With at most two decimals: `0.83`, `4 of 5`, `1,250 EUR a month`. `currency` is the tenant's base currency. */
export function valueText(value: number, unit: Unit, currency: string): string {
  const rounded = value.toLocaleString('en-GB', { maximumFractionDigits: 2 });
  return WITH_UNIT[unit](rounded === '-0' ? '0' : rounded, currency);
}

/** Why an indicator has no value, in plain words; what it needs comes from the indicator. */
export function reasonText(
  reason: NonNullable<IndicatorValue['reason']>,
  { historyDaysMin, windowDays }: Pick<Indicator, 'historyDaysMin' | 'windowDays'>,
): string {
  switch (reason) {
    case 'never':
      return 'nothing of its kind was ever seen';
    case 'too-little-history':
      if (historyDaysMin > 0) return `too little history: it needs ${historyDaysMin} days`;
      return windowDays === null
        ? 'too little history'
        : `too little to go by in the last ${windowDays} days`;
    case 'silent':
      return `silent: nothing of its kind in the last ${windowDays} days, though there was before`;
    case 'not-applicable':
      return 'the facts say that it cannot be asked here';
    case 'no-rate':
      return 'a currency has no exchange rate: see config/rates.yaml';
  }
}

/** A value, or why there is none. */
export function readingText(
  { value, reason }: Pick<IndicatorValue, 'value' | 'reason'>,
  indicator: Indicator,
  currency: string,
): string {
  return value === null ? reasonText(reason!, indicator) : valueText(value, indicator.unit, currency);
}

/** What a group of indicators is about. */
export const GROUP_TITLES: Readonly<Record<IndicatorGroup, string>> = {
  usage: 'Usage: do they come?',
  adoption: 'Adoption: do they use what helps them?',
  support: 'Support: what gets in their way?',
  voice: 'Voice: what do they say?',
  judgement: 'Judgement: what do the people who know them say?',
  relationship: 'Relationship: are we close?',
  goals: 'Goals: do they get where they want?',
  commercial: 'Commercial: do they stay and grow?',
};

export const LENS_WORDS = { data: 'numbers', human: 'people' } as const;
export const DIRECTION_WORDS = {
  'higher-is-healthier': 'higher is healthier',
  'lower-is-healthier': 'lower is healthier',
} as const;

export function windowText({ windowDays, historyDaysMin, fills }: Indicator): string {
  const window =
    windowDays === null ? 'the current state, or all there ever was' : `the last ${windowDays} days`;
  const waits = historyDaysMin === 0 ? '' : `; speaks after ${historyDaysMin} days of history`;
  return `${window}${waits}${fills ? '; a low value weighs less until an account is as old' : ''}`;
}

/** `0 → 0, 2 → 35, 20 → 100`: values and the health they mean. */
export function anchorsText(anchors: HealthAnchors): string {
  return anchors.map(([value, health]) => `${value} → ${health}`).join(', ');
}

const BARS = '▁▂▃▄▅▆▇█';

/** The health from the first anchor to the last, drawn small. */
export function anchorsDrawn(
  anchors: HealthAnchors,
  healthAt: (value: number) => number,
  width = 24,
): string {
  const [first, last] = [anchors[0]![0], anchors.at(-1)![0]];
  return Array.from({ length: width }, (_, n) => {
    const health = healthAt(first + ((last - first) * n) / (width - 1));
    return BARS[Math.min(BARS.length - 1, Math.floor((health / 100) * BARS.length))];
  }).join('');
}

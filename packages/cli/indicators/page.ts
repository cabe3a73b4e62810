import {
  FLEET_METRICS,
  FLEET_READERS,
  type Indicator,
  type IndicatorGroup,
  RISING_KINDS,
} from '@bellwether/domain';
import { fieldsText, readsOf } from './reads.ts';
import { anchorsText, DIRECTION_WORDS, GROUP_TITLES, LENS_WORDS, windowText } from './words.ts';

/** The catalogue as a Markdown page, by group. */
export function cataloguePage(indicators: readonly Indicator[]): string {
  const groups = (Object.keys(GROUP_TITLES) as IndicatorGroup[]).filter((group) =>
    indicators.some((indicator) => indicator.group === group),
  );
  return `${[
    '# Every indicator',
    'Written by `npx bellwether indicators list --markdown`; a test keeps it true. Each indicator is one file in',
    '[packages/domain/indicators](../packages/domain/indicators); its definition serves live, as-of and batch alike.',
    'Every indicator also reads which fact is whose and when it happened, so those fields are not repeated here.',
    'A value becomes health, 0 to 100, linearly between the anchors named.',
    '',
    ...[...groups.map((group) => GROUP_TITLES[group]), FLEET_TITLE].map(
      (title) => `- [${title}](#${anchorOf(title)})`,
    ),
    ...groups.flatMap((group) => [
      `\n## ${GROUP_TITLES[group]}`,
      ...indicators.filter((indicator) => indicator.group === group).map((one) => entry(one, indicators)),
    ]),
    ...fleetSection(),
  ].join('\n')}\n`;
}

function entry(indicator: Indicator, indicators: readonly Indicator[]): string {
  const { id, title, question, kind, lens, unit, direction, formula, health, nextStep, team } = indicator;
  const reads = readsOf(indicator, indicators);
  const from = 'from' in indicator ? indicator.from.map((other) => `\`${other}\``).join(', ') : '';
  return [
    `\n### ${title} (\`${id}\`)`,
    `\n${question}\n`,
    `- **Formula**: ${formula}`,
    `- **Value**: ${unit}, ${DIRECTION_WORDS[direction]}; ${kind}, ${LENS_WORDS[lens]}; looks at ${windowText(indicator)}`,
    `- **Health**: ${anchorsText(health)}`,
    `- **Reads**: ${fieldsText(reads)}${from && `; follows from ${from}`}`,
    ...(indicator.items ? ['- **Lists** what is behind the value: `npx bellwether indicators value`'] : []),
    `- **When it is bad** (${team}): ${nextStep}`,
  ].join('\n');
}

const FLEET_TITLE = 'All customers together';

/** Never part of a score: an account's must not move because another's did. */
function fleetSection(): string[] {
  const readsOf = (id: string) => {
    const { reads: fields } = FLEET_READERS.find((reader) => reader.id === id)!;
    return fieldsText({ fields, sources: [], indicators: [], details: [] });
  };
  return [
    `\n## ${FLEET_TITLE}`,
    '\nNever part of a score, since an account’s must not move because another’s did: `npx bellwether fleet`. Each adds up',
    `\`revenue_monthly\`, a row an account and month, which reads ${readsOf('nrr')}.`,
    ...FLEET_METRICS.map(({ id, title, question, formula, unit, direction }) =>
      [
        `\n### ${title} (\`${id}\`)`,
        `\n${question}\n`,
        `- **Formula**: ${formula}`,
        `- **Value**: ${unit}, ${DIRECTION_WORDS[direction]}, by month and segment or account`,
      ].join('\n'),
    ),
    '\n### What rises (`rising`)',
    '\nWhat befalls more accounts in a fortnight than chance explains, and whom it has not reached yet:\n',
    ...RISING_KINDS.map(({ id, title }) => `- \`${id}\`: ${title}; reads ${readsOf(`rising/${id}`)}`),
  ];
}

/** As GitHub makes it of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}

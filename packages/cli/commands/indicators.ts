import type { Indicator, IndicatorGroup } from '@bellwether/domain';
import { type Command, Option } from 'commander';
import { cataloguePage } from '../indicators/page.ts';
import { readsOf } from '../indicators/reads.ts';
import { shownOf, shownText } from '../indicators/show.ts';
import { DIRECTION_WORDS, GROUP_TITLES } from '../indicators/words.ts';
import { print, printJson } from '../output/print.ts';
import { renderTable } from '../output/table.ts';
import { indicatorNamed, indicatorsHere } from '../stack/indicators.ts';
import { scorecardsHere } from '../stack/scorecards.ts';
import { registerValue } from './indicator-value.ts';

export function registerIndicators(program: Command): void {
  const indicators = program
    .command('indicators')
    .description('What health is measured by, and what it says');
  registerList(indicators);
  registerShow(indicators);
  registerValue(indicators);
}

function registerList(indicators: Command): void {
  indicators
    .command('list')
    .description('Every indicator there is, and the question it answers')
    .addOption(new Option('--group <group>', 'only this group').choices(Object.keys(GROUP_TITLES)))
    .addOption(
      new Option('--markdown', 'the whole catalogue as a page, as in docs/indicators.md').conflicts('json'),
    )
    .option(
      '--json',
      '[{ id, title, question, group, unit, direction, health, formula, reads, scorecards, … }]',
    )
    .addHelpText(
      'after',
      `
Examples:
  npx bellwether indicators list --group voice
  npx bellwether indicators list --markdown > indicators.md`,
    )
    .action((options: { group?: IndicatorGroup; markdown?: boolean; json?: boolean }) => {
      const all = indicatorsHere();
      const asked = all.filter(({ group }) => options.group === undefined || group === options.group);
      if (options.markdown) return print(cataloguePage(asked).trimEnd());
      if (options.json) return printJson(asked.map((indicator) => shownOf(indicator, all, scorecardsHere())));
      printList(asked, all);
    });
}

function printList(asked: readonly Indicator[], all: readonly Indicator[]): void {
  print(
    renderTable(
      [
        { title: 'GROUP' },
        { title: 'INDICATOR' },
        { title: 'QUESTION' },
        { title: 'UNIT' },
        { title: 'READS' },
      ],
      asked.map((indicator) => [
        indicator.group,
        indicator.id,
        indicator.question,
        `${indicator.unit}, ${DIRECTION_WORDS[indicator.direction]}`,
        Object.keys(readsOf(indicator, all).fields)
          .map((topic) => topic.replace('signals.', ''))
          .join(', '),
      ]),
    ),
  );
  print(`\n${asked.length} indicators. \`npx bellwether indicators show <id>\` says all about one.`);
}

function registerShow(indicators: Command): void {
  indicators
    .command('show')
    .description('All about one indicator: formula, health, what it reads, what to do when it is bad')
    .argument('<id>', 'an indicator, such as nps')
    .option('--json', '{ id, title, question, formula, health: [[value, health]], reads, scorecards, … }')
    .addHelpText('after', '\nExample:\n  npx bellwether indicators show usage-change')
    .action((id: string, options: { json?: boolean }) => {
      const all = indicatorsHere();
      const indicator = indicatorNamed(id, all);
      const shown = shownOf(indicator, all, scorecardsHere());
      if (options.json) return printJson(shown);
      print(`${indicator.title} (${indicator.id})\n${indicator.question}\n`);
      for (const [name, text] of shownText(indicator, shown)) print(`${name.padEnd(13)} ${text}`);
    });
}

import { ENVELOPE_FIELDS, type Indicator } from '@bellwether/domain';
import type { Command } from 'commander';
import { type Dependants, dependantsOf } from '../indicators/dependants.ts';
import { type LineageTarget, lineageTarget } from '../indicators/lineage-target.ts';
import { fieldsText, type Reads, readsOf } from '../indicators/reads.ts';
import { print, printJson } from '../output/print.ts';
import { indicatorsHere } from '../stack/indicators.ts';
import { playbooksHere } from '../stack/playbooks.ts';
import { scorecardsHere } from '../stack/scorecards.ts';

export function registerLineage(program: Command): void {
  program
    .command('lineage')
    .description(
      'What depends on a field, a topic or an indicator, and what a scorecard or a fleet metric depends on',
    )
    .argument('<what>', 'signals.ticket.priority or ticket.priority, ticket, nps, default, nrr')
    .option(
      '--json',
      '{ kind, what, reads, sources, measured, derived, scorecards: [{ scorecard, indicator, uses }], account, fleet, playbooks }',
    )
    .addHelpText(
      'after',
      `
Sources read fields; indicators are measured on sources or derived from others; scorecards count, cap and watch them.

Examples:
  npx bellwether lineage survey.score
  npx bellwether lineage active-users
  npx bellwether lineage default --json`,
    )
    .action((what: string, options: { json?: boolean }) => {
      const world = {
        indicators: indicatorsHere(),
        scorecards: scorecardsHere(),
        playbooks: playbooksHere(),
      };
      const target = lineageTarget(what, world.indicators, world.scorecards);
      const reads = readsOfTarget(target, world.indicators);
      const dependants = dependantsOf(target, world);
      if (options.json) return printJson({ kind: target.kind, what: nameOf(target), reads, ...dependants });
      printLineage(target, reads, dependants);
    });
}

function nameOf(target: LineageTarget): string {
  switch (target.kind) {
    case 'topic':
      return target.topic;
    case 'field':
      return `${target.topic}.${target.field}`;
    case 'indicator':
      return target.indicator.id;
    case 'scorecard':
      return target.scorecard.id;
    case 'fleet':
      return target.reader.id;
  }
}

function readsOfTarget(target: LineageTarget, indicators: readonly Indicator[]): Reads | null {
  if (target.kind === 'indicator') return readsOf(target.indicator, indicators);
  if (target.kind === 'fleet')
    return { fields: target.reader.reads, sources: [], indicators: [], details: [] };
  return null;
}

function printLineage(target: LineageTarget, reads: Reads | null, dependants: Dependants): void {
  print(`${target.kind} ${nameOf(target)}`);
  if (target.kind === 'field' && (ENVELOPE_FIELDS as readonly string[]).includes(target.field))
    print('Every signal carries it, and every source reads it.');
  const { sources, measured, derived, scorecards, account, fleet, playbooks } = dependants;
  const lines: [string, readonly string[]][] = [
    ['comes from', reads ? [fieldsText(reads)] : []],
    ['read by', sources],
    ['measured', measured],
    ['derived', derived],
    [
      'scorecards',
      scorecards.map(({ scorecard, indicator, uses }) => `${scorecard}: ${indicator} ${uses.join('; ')}`),
    ],
    ['account', account.length > 0 ? [`${account.join(', ')}, as every event and view says it`] : []],
    ['fleet', fleet],
    ['playbooks', playbooks],
  ];
  for (const [name, said] of lines) {
    const separator = name === 'scorecards' ? `\n${' '.repeat(COLUMN)}` : ', ';
    if (said.length > 0) print(`${name.padEnd(COLUMN)}${said.join(separator)}`);
  }
  if (target.kind !== 'fleet' && sources.length + fleet.length === 0) print('Nothing depends on it.');
}

const COLUMN = 12;

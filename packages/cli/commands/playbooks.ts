import { readFileSync } from 'node:fs';
import { type Trial, tryPlaybook } from '@bellwether/domain';
import type { Command } from 'commander';
import { parse } from 'yaml';
import { CliError, messageOf } from '../output/cli-error.ts';
import { print, printJson } from '../output/print.ts';

export function registerPlaybooks(program: Command): void {
  const playbooks = program.command('playbooks').description('What happens when a score changes');
  playbooks
    .command('try')
    .description('Try a playbook on one event: no Kafka, no network, nothing is sent')
    .argument('<file>', 'a playbook, such as config/playbooks/tell-the-csm.yaml')
    .requiredOption('--event <file>', 'a health.score-changes message as JSON')
    .option('--json', '{ playbook, matched, match, actions, unknownFields }')
    .addHelpText(
      'after',
      `
Example:
  npx bellwether playbooks try config/playbooks/tell-the-csm.yaml --event config/playbooks/sample-event.json`,
    )
    .action((file: string, options: { event: string; json?: boolean }) => {
      const trial = tryPlaybook(readText(file), readJson(options.event), parse);
      if (trial.kind === 'invalid-playbook') throw invalid(`${file} is no valid playbook.`, trial.problems);
      if (trial.kind === 'invalid-event')
        throw invalid(`${options.event} is no score change.`, trial.problems);
      if (options.json) return printJson(asJson(trial));
      printTrial(trial);
    });
}

type Tried = Extract<Trial, { kind: 'tried' }>;

function asJson({ playbook, match, actions, unknownFields }: Tried) {
  return { playbook: playbook.id, matched: match.kind === 'matched', match, actions, unknownFields };
}

function printTrial({ playbook, match, actions, unknownFields }: Tried): void {
  print(`${playbook.title} (${playbook.id})`);
  print(
    match.kind === 'matched'
      ? `This event sets it off, by condition ${match.condition + 1}. It would:`
      : `This event leaves it alone: ${match.reason.replaceAll('-', ' ')}.`,
  );
  for (const action of actions) {
    if (action.kind === 'log') print(`  ${action.index + 1}. log: ${action.line}`);
    else print(`  ${action.index + 1}. call ${action.request.url} with ${JSON.stringify(action.body)}`);
  }
  if (unknownFields.length > 0) print(`Fields the event does not have: ${unknownFields.join(', ')}`);
}

function invalid(message: string, problems: readonly string[]): CliError {
  return new CliError(message, {
    details: problems,
    remedy: 'config/playbooks/playbook.schema.json and sample-event.json show what belongs there.',
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CliError(`${file} cannot be read.`, { details: [messageOf(cause)] });
  }
}

function readJson(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CliError(`${file} is no JSON.`, { details: [messageOf(cause)] });
  }
}

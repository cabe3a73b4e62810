import type { Command } from 'commander';
import { type Trace, traceInTables } from '../look/trace.ts';
import { type DeadLetterOf, type Position, traceInLog } from '../look/trace-log.ts';
import { CliError } from '../output/cli-error.ts';
import { print, printJson } from '../output/print.ts';
import { withClickHouse } from '../stack/clickhouse.ts';
import { withKafka } from '../stack/kafka.ts';

interface WholeTrace extends Trace {
  readonly positions: readonly Position[];
  readonly letters: readonly DeadLetterOf[];
}

export function registerTrace(program: Command): void {
  program
    .command('trace')
    .description("Follow one signal's way: log, tables, indicators, score change, playbook")
    .argument('<eventId>', 'as the gateway answered it, or as it stands in a fact table')
    .option('--json', '{ eventId, positions, facts, vectors, changes, runs, letters }')
    .addHelpText(
      'after',
      `
Example:
  npx bellwether trace "$(npx bellwether sql --format TSV 'SELECT event_id FROM assessments ORDER BY received_at DESC LIMIT 1')"`,
    )
    .action(async (eventId: string, options: { json?: boolean }) => {
      const trace = await follow(eventId);
      if (options.json) return printJson(trace);
      for (const [index, step] of steps(trace).entries()) print(`${index + 1}. ${step}`);
    });
}

async function follow(eventId: string): Promise<WholeTrace> {
  const tables = await withClickHouse((client) => traceInTables(client, eventId));
  const topics = [...new Set(tables.facts.map(({ topic }) => topic))];
  const logged = await withKafka((kafka) => traceInLog(kafka, eventId, topics));
  if (tables.facts.length === 0 && logged.positions.length === 0 && logged.letters.length === 0) {
    throw new CliError(`No signal ${eventId} is in the log or in the tables.`, {
      remedy:
        'The gateway answers with the eventId of each signal; a history keeps it in the column event_id.',
    });
  }
  return { ...tables, ...logged };
}

/** The path as sentences; stops at the first thing that has not happened, and says so. */
function steps({ positions, facts, letters, vectors, changes, runs }: WholeTrace): string[] {
  const told: string[] = positions.map(
    (p) =>
      `Written to ${p.topic}, partition ${p.partition}, offset ${p.offset}, at ${p.appendedAt}, key ${p.key}.`,
  );
  if (positions.length === 0) told.push('No longer in Kafka: its time of keeping is over.');
  told.push(
    ...letters.map(
      (l) => `Dead-lettered from ${l.topic}/${l.partition}/${l.offset}: ${l.reason}. ${l.detail}`,
    ),
    ...facts.map(
      (f) =>
        `Stored in ${f.table} for ${f.tenantId}/${f.accountId} on ${f.day}: happened ${f.occurredAt}, received ${f.receivedAt}` +
        `${f.copies > 1 ? ` (${f.copies} copies, the last received counts)` : ''}.`,
    ),
  );
  if (facts.length === 0 && letters.length === 0)
    return [...told, 'Not stored yet: indicators has not come to it.'];
  if (facts.length === 0) return told;
  told.push(
    ...vectors.map(
      (v) =>
        `${v.causes === 1 ? 'The cause' : `One of ${v.causes} causes`} of new indicators as of ${v.asOf} (health.indicator-changes, ${v.reason}).`,
    ),
  );
  if (vectors.length === 0) told.push('No indicator changed because of it, or it came with an import.');
  told.push(
    ...changes.flatMap((c) => [
      `Score ${c.previousScore ?? '–'} → ${c.score ?? '–'} (${c.band}), trigger ${c.trigger}, change ${c.sequence}: ${c.summary}`,
      ...runs
        .filter((run) => run.changeId === c.eventId)
        .map((run) => `Playbook ${run.playbook} reacted at ${run.at}: ${run.action}, ${run.status}.`),
    ]),
  );
  if (changes.length === 0) told.push('No score change was announced because of it.');
  else if (runs.length === 0) told.push('No playbook reacts to that.');
  return told;
}

import { setTimeout as pause } from 'node:timers/promises';
import type { ClickHouse } from '@bellwether/clickhouse';
import { signalTopics } from '@bellwether/contracts';
import type { EventLog, NextOffset } from '@bellwether/kafka';
import { INDICATORS_GROUP } from '../import/wait.ts';
import { percentile, type Watch } from './watch.ts';

/** What `start --json` prints as its last line. */
export interface Summary {
  /** Signals the brokers took during this run: its history, its live stream, and everybody else's. */
  readonly signalsIn: number;
  /** Distinct facts stored by this run. */
  readonly factsStored: number;
  readonly changesOut: number;
  readonly playbookRuns: number;
  readonly deadLettered: number;
  /** From the receipt of the newest cause to the change being readable; null when no signal caused any. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

export interface StoredSoFar {
  readonly facts: number;
  readonly playbookRuns: number;
}

export async function storedSoFar(client: ClickHouse): Promise<StoredSoFar> {
  const [row] = await client.rows<StoredSoFar>(
    `SELECT toFloat64((SELECT sum(facts) FROM account_days FINAL)) AS facts,
       toFloat64((SELECT count() FROM playbook_runs FINAL)) AS playbookRuns`,
  );
  return row ?? { facts: 0, playbookRuns: 0 };
}

const SIGNALS = signalTopics.map((topic) => topic.name);

/** Where the signals topics end now. */
export function signalEnds(log: Pick<EventLog, 'dataEnds'>): Promise<readonly NextOffset[]> {
  return log.dataEnds(SIGNALS);
}

/** How many signals the brokers took since, whoever sent them. */
export async function signalsSince(
  log: Pick<EventLog, 'read'>,
  from: readonly NextOffset[],
): Promise<number> {
  let count = 0;
  await log.read({ topics: SIGNALS, from, onRecord: () => (count += 1) });
  return count;
}

export function summarize(
  signalsIn: number,
  before: StoredSoFar,
  after: StoredSoFar,
  watch: Pick<Watch, 'changesOut' | 'deadLettered' | 'lagsMs'>,
): Summary {
  return {
    signalsIn,
    factsStored: after.facts - before.facts,
    changesOut: watch.changesOut,
    playbookRuns: after.playbookRuns - before.playbookRuns,
    deadLettered: watch.deadLettered,
    p50Ms: percentile(watch.lagsMs, 0.5),
    p95Ms: percentile(watch.lagsMs, 0.95),
  };
}

const SETTLE_MS_MAX = 15_000;
const LOOK_EVERY_MS = 100;
const CHAIN = [
  { group: INDICATORS_GROUP, topics: SIGNALS },
  { group: 'scorer', topics: ['health.indicator-changes'] },
  { group: 'playbooks', topics: ['health.score-changes'] },
];

/** Waits until each stage has done what the one before left it, so that the numbers of the summary add up. */
export async function settle(log: Pick<EventLog, 'dataEnds' | 'committedOffsets'>): Promise<void> {
  const deadline = Date.now() + SETTLE_MS_MAX;
  for (const { group, topics } of CHAIN) {
    const ends = await log.dataEnds(topics);
    for (;;) {
      const done = new Map(
        (await log.committedOffsets(group, topics)).map((c) => [`${c.topic}/${c.partition}`, c.offset]),
      );
      if (ends.every((end) => (done.get(`${end.topic}/${end.partition}`) ?? 0n) >= end.offset)) break;
      if (Date.now() > deadline) return;
      await pause(LOOK_EVERY_MS);
    }
  }
}

export function describeSummary(summary: Summary): string {
  const lag = (value: number | null) => (value === null ? 'none' : `${value} ms`);
  return [
    `${summary.signalsIn} signals in, ${summary.factsStored} facts stored, ${summary.deadLettered} dead-lettered`,
    `${summary.changesOut} score changes out, ${summary.playbookRuns} playbook runs`,
    `from signal to change: p50 ${lag(summary.p50Ms)}, p95 ${lag(summary.p95Ms)}`,
  ].join('\n');
}

import { setTimeout as pause } from 'node:timers/promises';
import { signalTopics } from '@bellwether/contracts';
import type { NextOffset } from '@bellwether/kafka';
import type { RunningProcess, ServiceName, ServiceProcess } from '../../support/service-process.ts';
import type { BenchStack } from '../stack.ts';
import { waitUntil } from '../wait-until.ts';
import { metricOf } from './metrics.ts';

export const SIGNAL_TOPICS = signalTopics.map(({ name }) => name);

/** How many records the signal topics hold, copies among them. */
export async function signalsIn({ log }: BenchStack): Promise<number> {
  const ends = await log.endOffsets(SIGNAL_TOPICS);
  return ends.reduce((sum, { offset }) => sum + Number(offset), 0);
}

/** In flow order: a group has read all there will be only once those before it have. */
const READS: readonly (readonly [group: ServiceName, topics: readonly string[]])[] = [
  ['indicators', SIGNAL_TOPICS],
  ['scorer', ['health.indicator-changes']],
  ['history', ['health.indicator-changes', 'health.scores', 'health.score-changes']],
  ['playbooks', ['health.score-changes']],
];

/** Waits until these services, in flow order, have committed all that is there for them. Rejects when one has ended. */
export async function settled(stack: BenchStack, services: readonly ServiceProcess[]): Promise<void> {
  for (const [group, topics] of READS.filter(([group]) => services.some(({ name }) => name === group))) {
    const ends = await stack.log.dataEnds(topics);
    const look = async () => {
      for (const service of services) mustRun(service);
      const left = await uncommitted(stack, group, ends);
      return left === 0n || `${left} records to go`;
    };
    await waitUntil(`${group} has committed everything`, look, stack.say);
  }
}

/** What has ended will never do what is waited for. */
export function mustRun({ name, running }: Pick<RunningProcess<string>, 'name' | 'running'>): void {
  if (!running) throw new Error(`${name} has ended`);
}

/** Whether a group has committed all partitions up to these ends. */
export async function hasCommitted(
  stack: BenchStack,
  group: string,
  ends: readonly NextOffset[],
): Promise<boolean> {
  return (await uncommitted(stack, group, ends)) === 0n;
}

/** How many offsets lie between what a group has committed and these ends. */
async function uncommitted({ log }: BenchStack, group: string, ends: readonly NextOffset[]): Promise<bigint> {
  const topics = [...new Set(ends.map(({ topic }) => topic))];
  const committed = await log.committedOffsets(group, topics);
  const at = new Map(committed.map((c) => [`${c.topic}/${c.partition}`, c.offset]));
  const left = ends.map(({ topic, partition, offset }) => offset - (at.get(`${topic}/${partition}`) ?? 0n));
  return left.reduce((sum, each) => sum + (each > 0n ? each : 0n), 0n);
}

const QUIET_FOR_MS = 2_000;
const LOOK_EVERY_MS = 200;

/** Waits until an indicators service has published nothing for a while: its pass over all it took over has ended. */
export async function quiet(indicators: ServiceProcess): Promise<void> {
  let published = -1;
  let since = performance.now();
  while (performance.now() - since < QUIET_FOR_MS) {
    const now = await metricOf(indicators, 'indicators_published_total');
    if (now !== published) [published, since] = [now, performance.now()];
    await pause(LOOK_EVERY_MS);
  }
}

import type { ServiceName, ServiceProcess } from '../../support/service-process.ts';
import { runLive } from '../latency/live-run.ts';
import { sendHistory } from '../load/history.ts';
import type { BenchContext } from '../measurement.ts';
import { peakRssBytes } from '../process.ts';
import { type Percentiles, percentilesOf } from '../report/percentiles.ts';
import { createFleet, type ServiceFleet } from '../services/fleet.ts';
import { metricOf } from '../services/metrics.ts';
import { mustRun, quiet, settled, signalsIn } from '../services/settled.ts';
import type { BenchStack } from '../stack.ts';
import { waitUntil } from '../wait-until.ts';
import { liveSignals } from '../workload/live.ts';
import type { WorkloadSize } from '../workload/signals.ts';
import { type StateSize, stateSizeOf } from './scorer-state.ts';

/** Those whose memory is looked at. The gateway holds nothing of accounts. */
export const WATCHED = ['indicators', 'scorer', 'history', 'playbooks'] as const satisfies ServiceName[];
export type Watched = (typeof WATCHED)[number];

export const LIVE_PER_SECOND = 50;

/** What was seen at one size. */
export interface Point {
  readonly size: WorkloadSize;
  readonly catchUpPerSecond: number;
  readonly vector: Percentiles;
  readonly change: Percentiles;
  /** From its first assignment until a new instance of indicators has evaluated, and published, every account it took over. */
  readonly reevaluationMs: number;
  /** From its start until a scorer has the states of all accounts. */
  readonly takeOverMs: number;
  readonly peakBytes: Readonly<Record<Watched, number>>;
  readonly state: StateSize;
}

/** On a stack of its own. */
export async function measurePoint(context: BenchContext, size: WorkloadSize): Promise<Point> {
  const stack = await context.openStack();
  const fleet = createFleet(stack, 'bench');
  try {
    return await measureOn(context, size, stack, fleet);
  } finally {
    await fleet.close();
    await stack.close();
  }
}

async function measureOn(
  { say, seconds }: BenchContext,
  size: WorkloadSize,
  stack: BenchStack,
  fleet: ServiceFleet,
): Promise<Point> {
  const workload = await sendHistory(say, stack, size);
  const first = await fleet.start('indicators');
  const catchUpPerSecond = await catchUpRate(stack, first);
  await quiet(first);
  const peakBefore = peakOf(first);
  // With very many accounts its hourly pass over all of them would fall into what is measured next.
  await first.stop();
  say('caught up; the services behind follow');
  const [scorer, history, playbooks] = [
    await fleet.start('scorer'),
    await fleet.start('history'),
    await fleet.start('playbooks'),
  ];
  const behind = [scorer, history, playbooks];
  await settled(stack, behind);
  say('followed; every account is evaluated again');
  const second = await fleet.start('indicators');
  const assignedAt = performance.now();
  await untilAll(size.accounts, 'every account is evaluated again', second, reevaluated, say);
  const reevaluationMs = performance.now() - assignedAt;
  await settled(stack, [second, ...behind]);
  say('evaluated again; now live');
  const signals = liveSignals(workload, 2);
  const live = await runLive(stack, [second, scorer], { perSecond: LIVE_PER_SECOND, seconds, signals });
  const scorerPeak = peakOf(scorer);
  await scorer.stop();
  say('measured live; another scorer takes over');
  const startedAt = performance.now();
  const next = await fleet.start('scorer');
  await untilAll(size.accounts, 'the states of all accounts are taken over', next, takenOver, say);
  const takeOverMs = performance.now() - startedAt;
  return {
    size,
    catchUpPerSecond,
    vector: percentilesOf(live.vectorMs),
    change: percentilesOf(live.changeMs),
    reevaluationMs,
    takeOverMs,
    peakBytes: {
      indicators: Math.max(peakBefore, peakOf(second)),
      scorer: Math.max(scorerPeak, peakOf(next)),
      history: peakOf(history),
      playbooks: peakOf(playbooks),
    },
    state: await stateSizeOf(stack),
  };
}

/** From the first assignment until all is committed. */
async function catchUpRate(stack: BenchStack, service: ServiceProcess): Promise<number> {
  const startedAt = performance.now();
  const records = await signalsIn(stack);
  await settled(stack, [service]);
  return (1_000 * records) / (performance.now() - startedAt);
}

/** Waits until a service has counted every account, which `done` says in words. */
async function untilAll(
  accounts: number,
  done: string,
  service: ServiceProcess,
  counted: (service: ServiceProcess) => Promise<number>,
  say: BenchContext['say'],
): Promise<void> {
  const look = async () => {
    mustRun(service);
    const count = await counted(service);
    return count >= accounts || `${count} of ${accounts}`;
  };
  await waitUntil(done, look, say);
}

/** Evaluated, and published, since it was started. */
const reevaluated = (service: ServiceProcess) =>
  metricOf(service, 'indicators_published_total', { reason: 'takeover' });
const takenOver = (service: ServiceProcess) => metricOf(service, 'scorer_accounts_taken');

function peakOf({ name, pid }: ServiceProcess): number {
  const bytes = peakRssBytes(pid);
  if (bytes === null) throw new Error(`${name} has ended, or this system does not tell its memory`);
  return bytes;
}

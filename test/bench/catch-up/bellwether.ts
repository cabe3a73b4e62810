import type { FlushStep } from '../../../services/indicators/ports.ts';
import { type ServiceProcess, startService } from '../../support/service-process.ts';
import { cpuSeconds, peakRssBytes } from '../process.ts';
import { metricOf } from '../services/metrics.ts';
import { settled } from '../services/settled.ts';
import { stackProcesses } from '../stack.ts';
import { comparedOf, requireNone } from './compared.ts';
import type { Contestant, Course, Run } from './contestant.ts';
import { checkOwn } from './own-check.ts';

const GROUP = 'indicators';

async function catchUp(course: Course): Promise<Run> {
  const { stack, records } = course;
  await stack.forgetGroup(GROUP);
  const service = await startService('indicators', { ...stack.env });
  const before = cpuNow(service);
  const startedAt = performance.now();
  try {
    await settled(stack, [service]);
    const perSecond = (1_000 * records) / (performance.now() - startedAt);
    const spent = { ...(await stepsOf(service)), ...cpuSince(before, cpuNow(service)) };
    await check(course);
    return { perSecond, peakRssBytes: peakRssBytes(service.pid), spent };
  } finally {
    await service.stop();
  }
}

/** Over each backlog once, as for the peers: the naive oracles take their time. */
const compared = new WeakSet<Course>();

/** What was measured is the whole work, and right: every fact stored once, a vector of every account, as the oracles have it. */
async function check(course: Course): Promise<void> {
  const { stack, workload } = course;
  const [found] = await stack.clickhouse.rows<{ uses: string; vectors: string; facts: string }>(`SELECT
  (SELECT uniqExact(account_id, day, event_id) FROM feature_uses) AS uses,
  (SELECT sum(facts) FROM account_days FINAL WHERE topic = 'signals.feature-use') AS facts,
  (SELECT uniqExact(account_id) FROM vectors) AS vectors`);
  const { uses, facts, vectors } = found!;
  if (uses !== facts || Number(vectors) !== workload.accounts)
    throw new Error(`wrong result: ${uses} feature uses, ${facts} in buckets, ${vectors} vectors`);
  if (compared.has(course)) return;
  await compare(course);
  compared.add(course);
}

async function compare(course: Course): Promise<void> {
  const { evaluations, differences } = await checkOwn(comparedOf(course));
  requireNone(bellwether.name, differences);
  course.say(`${evaluations} evaluations of Bellwether are as the oracles have them`);
}

/** The step that stores what wire bytes say. */
export const INSERTING = 'inserting facts';

const STEPS = {
  insert: INSERTING,
  texts: 'reading texts',
  recompute: 'recomputing buckets',
  evaluate: 'evaluating, publishing and recording vectors',
  commit: 'committing',
} as const satisfies Record<FlushStep, string>;

async function stepsOf(service: ServiceProcess): Promise<Record<string, number>> {
  const steps = Object.entries(STEPS).map(async ([step, name]) => {
    const ms = await metricOf(service, 'indicators_step_ms_total', { step });
    return [name, ms / 1_000] as const;
  });
  return Object.fromEntries(await Promise.all(steps));
}

type Cpu = ReadonlyMap<string, number>;

function cpuNow({ pid }: ServiceProcess): Cpu {
  const processes = [['indicators', pid] as const, ...stackProcesses()];
  return new Map(processes.map(([name, id]) => [name, cpuSeconds(id) ?? Number.NaN]));
}

function cpuSince(before: Cpu, now: Cpu): Record<string, number> {
  return Object.fromEntries([...now].map(([name, s]) => [`CPU of ${name}`, s - (before.get(name) ?? 0)]));
}

export const bellwether: Contestant = {
  name: 'Bellwether',
  does: 'the indicators service as it ships: every check at the door, facts and daily buckets stored, all indicators as of now and at the last 30 closes, vectors published and recorded',
  stores: true,
  run: catchUp,
};

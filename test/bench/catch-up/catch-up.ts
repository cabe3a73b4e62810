import { closeOf } from '@bellwether/domain';
import { randomFrom, shuffled } from '../../support/company.ts';
import type { BenchContext, Measurement, Section } from '../measurement.ts';
import { forgetPeakRss, peakRssBytes } from '../process.ts';
import { thousands } from '../report/figures.ts';
import { SIGNAL_TOPICS, signalsIn } from '../services/settled.ts';
import { stackProcesses } from '../stack.ts';
import { publish } from '../workload/publish.ts';
import { FULL_SIZE, type Workload } from '../workload/signals.ts';
import { bellwether } from './bellwether.ts';
import type { Contestant, Course, Run } from './contestant.ts';
import { jsonInsert, wireInsert } from './inserts.ts';
import { decodeOnly, withoutWork } from './limits.ts';
import {
  buildPeers,
  bytewax,
  flink,
  quix,
  streams,
  streamsExactlyOnce,
  streamsOneThread,
  streamsRelaxed,
  streamsWithSink,
} from './peers.ts';
import { sectionOf } from './section.ts';
import { clearEngine } from './tables.ts';

const CONTESTANTS: readonly Contestant[] = [
  bellwether,
  withoutWork,
  decodeOnly,
  wireInsert,
  jsonInsert,
  streamsOneThread,
  streams,
  streamsRelaxed,
  streamsExactlyOnce,
  streamsWithSink,
  flink,
  bytewax,
  quix,
];

const LAST_DAY = '2026-10-31';
const TENANT = 'bench';

/** The whole history at once, as after an import or a rebuild. */
export const catchUp: Measurement = {
  id: 'catch-up',
  summary: 'signals a second through a backlog, beside limits and peers',
  takes: ['rounds', 'signals', 'accounts', 'days'],
  run: (context) => run(context, 'Catch-up'),
};

/** What a service finds that stood still for a day: nobody's past is new. */
export const catchUpDay: Measurement = {
  id: 'catch-up-day',
  summary: 'the same with a backlog of one day',
  takes: ['rounds', 'signals', 'accounts'],
  run: (context) => run({ ...context, size: { ...context.size, days: 1 } }, 'Catch-up of one day'),
};

/** Whether the ratios hold with five times as many signals and accounts. */
export const catchUpFull: Measurement = {
  id: 'catch-up-full',
  summary: `the same with ${FULL_SIZE.signals} signals of ${FULL_SIZE.accounts} accounts, a quarter of an hour a round or twice that`,
  takes: ['rounds'],
  run: (context) => run({ ...context, size: FULL_SIZE }, 'Catch-up at full size'),
};

async function run(context: BenchContext, title: string): Promise<Section> {
  context.say('building the peers');
  await buildPeers();
  const stack = await context.openStack();
  try {
    const course = await layOut(context, stack);
    const runs = await race(course, context);
    return sectionOf(title, course, runs);
  } finally {
    await stack.close();
  }
}

async function layOut({ size, say }: BenchContext, stack: Course['stack']): Promise<Course> {
  const workload: Workload = { ...size, tenantId: TENANT, asOf: closeOf(LAST_DAY), seed: 1 };
  await stack.freeze(TENANT, LAST_DAY);
  await publish(workload, stack.log, stack.codec, (sent) => {
    if (sent % 500_000 === 0) say(`${sent} of ${size.signals} signals sent`);
  });
  const records = await signalsIn(stack);
  return { stack, workload, topics: SIGNAL_TOPICS, records, say };
}

/** Round by round, every time in another order, so that nobody always follows the same one. */
async function race(course: Course, { rounds, minutes }: BenchContext): Promise<Map<Contestant, Run[]>> {
  const { signals } = course.workload;
  const taking = CONTESTANTS.filter(({ signalsMax = Number.POSITIVE_INFINITY }) => signals <= signalsMax);
  const runs = new Map(taking.map((contestant) => [contestant, [] as Run[]]));
  const until = Date.now() + minutes * 60_000;
  for (let round = 0; round < rounds && (round === 0 || Date.now() < until); round += 1) {
    for (const contestant of shuffled(taking, randomFrom(round))) {
      if (round >= (contestant.roundsMax ?? rounds)) continue;
      const run = await runOne(contestant, course);
      runs.get(contestant)!.push(run);
      course.say(`round ${round + 1} of ${rounds}: ${contestant.name} ${thousands(run.perSecond)}`);
    }
  }
  return runs;
}

async function runOne(contestant: Contestant, course: Course): Promise<Run> {
  await clearEngine(course.stack);
  const engine = stackProcesses().get('clickhouse');
  if (!contestant.stores || engine === undefined) return contestant.run(course);
  forgetPeakRss(engine);
  const run = await contestant.run(course);
  return { ...run, enginePeakRssBytes: peakRssBytes(engine) };
}

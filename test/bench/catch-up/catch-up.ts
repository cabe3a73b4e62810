import { closeOf } from '@bellwether/domain';
import type { BenchContext, Measurement, Section, Table } from '../measurement.ts';
import { megabytes, ratiosOf, spreadOf, spreadText, thousands, twoDigits } from '../report/figures.ts';
import { SIGNAL_TOPICS } from '../services/settled.ts';
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

/** Ratios that are promised, and how large they should be at least. */
const PROMISED: readonly (readonly [of: Contestant, to: Contestant, atLeast: number])[] = [
  [bellwether, withoutWork, 0.3],
  [bellwether, streams, 2],
  [bellwether, streamsWithSink, 3],
  [bellwether, streamsExactlyOnce, 2],
  [bellwether, bytewax, 3],
  [bellwether, quix, 8],
  [wireInsert, jsonInsert, 3],
];

/** The whole history at once, as after an import or a rebuild. */
export const catchUp: Measurement = {
  id: 'catch-up',
  summary: 'signals a second through a backlog, beside limits and peers',
  run: (context) => run(context, 'Catch-up'),
};

/** What a service finds that stood still for a day: nobody's past is new. */
export const catchUpDay: Measurement = {
  id: 'catch-up-day',
  summary: 'the same with a backlog of one day',
  run: (context) => run({ ...context, size: { ...context.size, days: 1 } }, 'Catch-up of one day'),
};

/** Whether the ratios hold with five times as many signals and accounts. */
export const catchUpFull: Measurement = {
  id: 'catch-up-full',
  summary: `the same with ${FULL_SIZE.signals} signals of ${FULL_SIZE.accounts} accounts, one round whatever --rounds`,
  run: (context) => run({ ...context, size: FULL_SIZE, rounds: 1 }, 'Catch-up at full size'),
};

async function run(context: BenchContext, title: string): Promise<Section> {
  context.say('building the peers');
  await buildPeers();
  const stack = await context.openStack();
  try {
    const course = await layOut(context, stack);
    const runs = await race(course, context.rounds);
    return sectionOf(title, course.workload, runs);
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
  const ends = await stack.log.endOffsets(SIGNAL_TOPICS);
  const records = ends.reduce((sum, { offset }) => sum + Number(offset), 0);
  return { stack, workload, topics: SIGNAL_TOPICS, records, say };
}

/** Round by round, in turn, beginning with another one each time. */
async function race(course: Course, rounds: number): Promise<Map<Contestant, Run[]>> {
  const { signals } = course.workload;
  const taking = CONTESTANTS.filter(({ signalsMax = Number.POSITIVE_INFINITY }) => signals <= signalsMax);
  const runs = new Map(taking.map((contestant) => [contestant, [] as Run[]]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % taking.length;
    for (const contestant of [...taking.slice(first), ...taking.slice(0, first)]) {
      if (round >= (contestant.roundsMax ?? rounds)) continue;
      const run = await contestant.run(course);
      runs.get(contestant)!.push(run);
      course.say(`round ${round + 1} of ${rounds}: ${contestant.name} ${thousands(run.perSecond)}`);
    }
  }
  return runs;
}

function sectionOf(
  title: string,
  { signals, accounts, users, days }: Workload,
  runs: Map<Contestant, Run[]>,
): Section {
  const rates = (contestant: Contestant) => runs.get(contestant)!.map(({ perSecond }) => perSecond);
  const absolute: Table = {
    columns: ['contestant', 'signals a second', '÷ kafkajs without work', 'peak memory', 'does'],
    rows: [...runs].map(([contestant, of]) => {
      const peaks = of.flatMap(({ peakRssBytes }) => peakRssBytes ?? []);
      return [
        contestant.name,
        spreadText(spreadOf(rates(contestant)), thousands),
        spreadText(ratiosOf(rates(contestant), rates(withoutWork)), twoDigits),
        peaks.length === 0 ? '' : spreadText(spreadOf(peaks), megabytes),
        contestant.does,
      ];
    }),
  };
  const promised: Table = {
    columns: ['ratio', 'aimed at', 'measured', 'reached'],
    rows: PROMISED.filter(([of, to]) => runs.has(of) && runs.has(to)).map(([of, to, atLeast]) => {
      const ratio = ratiosOf(rates(of), rates(to));
      return [
        `${of.name} ÷ ${to.name}`,
        `at least ${atLeast}`,
        spreadText(ratio, twoDigits),
        ratio.median >= atLeast ? 'yes' : 'no',
      ];
    }),
  };
  const text = `A backlog of ${signals} signals in the ten topics: ${accounts} accounts of very different size, ${users}
users, ${days === 1 ? 'one day' : `${days} days`}, 2 % late by up to ten days, 1 % sent twice; 65 % feature use, 25 % logins, 10 % the other eight. The tenant's
as-of stands at the end of the last day. Counted from the assignment of the partitions until everything is committed. ${roundsText(runs)}`;
  return { title, text, tables: [promised, absolute, spentBy(runs.get(bellwether)!)] };
}

function roundsText(runs: ReadonlyMap<Contestant, readonly Run[]>): string {
  const rounds = runs.get(bellwether)!.length;
  const slowest = runs.has(quix)
    ? `${quix.name}, which takes longest, in ${quix.roundsMax}`
    : `${quix.name} would take most of an hour and is left out`;
  return rounds === 1
    ? `One round, in which every contestant runs once${runs.has(quix) ? '' : ` (${slowest})`}.`
    : `Median of ${rounds} rounds, in which every contestant runs once (${slowest}); the least and the most in brackets.`;
}

/** What would have to be faster. Steps overlap with the reading of the next batch, and evaluation with publishing. */
function spentBy(runs: readonly Run[]): Table {
  const spent = runs.flatMap((run) => (run.spent ? [run.spent] : []));
  return {
    title: 'Where the time of Bellwether goes, seconds a run',
    columns: ['step, by the clock; process, by the time it took of a core', 's'],
    rows: Object.keys(spent[0] ?? {}).map((name) => [
      name,
      spreadText(spreadOf(spent.map((run) => run[name]!)), twoDigits),
    ]),
  };
}

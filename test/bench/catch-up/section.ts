import type { Section, Table } from '../measurement.ts';
import { megabytes, ratiosOf, spreadOf, spreadText, thousands, twoDigits } from '../report/figures.ts';
import { bellwether, INSERTING } from './bellwether.ts';
import type { Contestant, Course, Run } from './contestant.ts';
import { jsonInsert, wireInsert } from './inserts.ts';
import { withoutWork } from './limits.ts';
import {
  bytewax,
  flink,
  quix,
  streams,
  streamsExactlyOnce,
  streamsRelaxed,
  streamsWithSink,
} from './peers.ts';

/** Whoever does it. */
const INSERT_AT_LEAST = 3;

/** Ratios of rates, and how large they should be at least; null where nothing was promised. */
const RATIOS: readonly (readonly [of: Contestant, to: Contestant, atLeast: number | null])[] = [
  [bellwether, withoutWork, 0.3],
  [bellwether, streams, 2],
  [bellwether, streamsRelaxed, 2],
  [bellwether, streamsWithSink, 3],
  [bellwether, streamsExactlyOnce, 2],
  [bellwether, flink, null],
  [bellwether, bytewax, 3],
  [bellwether, quix, 8],
  [wireInsert, jsonInsert, INSERT_AT_LEAST],
];

type Runs = ReadonlyMap<Contestant, readonly Run[]>;

export function sectionOf(title: string, course: Course, runs: Runs): Section {
  const { signals, accounts, users, days } = course.workload;
  const text = `A backlog of ${signals} signals in the ten topics: ${accounts} accounts of very different size, ${users}
users, ${days === 1 ? 'one day' : `${days} days`}, 2 % late by up to ten days, 1 % sent twice; 65 % feature use, 25 % logins, 10 % the other eight. The tenant's
as-of stands at the end of the last day. Counted from the assignment of the partitions until everything is committed, or read by those who
commit nothing. Both inserts have the machine to themselves; the step of the service shares it with all others, so its ratio is rather too low.
What each has published of 100 accounts is held against naive oracles once, Bellwether's at every close as well. ${roundsText(runs)}`;
  const tables = [ratios(course, runs), contestants(runs), spentBy(runs.get(bellwether)!)];
  return { title, text, tables };
}

const rates = (of: readonly Run[]) => of.map(({ perSecond }) => perSecond);

function ratios({ records }: Course, runs: Runs): Table {
  const rows: string[][] = [];
  const add = (name: string, atLeast: number | null, of: readonly number[], to: readonly number[]) => {
    const ratio = ratiosOf(of, to);
    const verdict =
      atLeast === null ? ['', ''] : [`at least ${atLeast}`, ratio.median >= atLeast ? 'yes' : 'no'];
    rows.push([name, verdict[0]!, spreadText(ratio, twoDigits), verdict[1]!]);
  };
  for (const [of, to, atLeast] of RATIOS)
    if (runs.has(of) && runs.has(to))
      add(`${of.name} ÷ ${to.name}`, atLeast, rates(runs.get(of)!), rates(runs.get(to)!));
  const inserted = runs.get(bellwether)!.map(({ spent }) => records / spent![INSERTING]!);
  const json = rates(runs.get(jsonInsert)!);
  add(`${INSERTING}, the step of the service ÷ ${jsonInsert.name}`, INSERT_AT_LEAST, inserted, json);
  return { columns: ['ratio', 'aimed at', 'measured', 'reached'], rows };
}

function contestants(runs: Runs): Table {
  const fetched = rates(runs.get(withoutWork)!);
  return {
    columns: [
      'contestant',
      'signals a second',
      '÷ kafkajs without work',
      'peak memory',
      'and of ClickHouse',
      'does',
    ],
    rows: [...runs].map(([contestant, of]) => [
      contestant.name,
      spreadText(spreadOf(rates(of)), thousands),
      spreadText(ratiosOf(rates(of), fetched), twoDigits),
      peakText(of.map(({ peakRssBytes }) => peakRssBytes)),
      peakText(of.map(({ enginePeakRssBytes }) => enginePeakRssBytes)),
      contestant.does,
    ]),
  };
}

function peakText(peaks: readonly (number | null | undefined)[]): string {
  const known = peaks.flatMap((bytes) => bytes ?? []);
  return known.length === 0 ? '' : spreadText(spreadOf(known), megabytes);
}

function roundsText(runs: Runs): string {
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

import type { BenchContext, Section, Table } from '../measurement.ts';
import {
  megabytes,
  milliseconds,
  ratiosOf,
  spreadOf,
  spreadText,
  thousands,
  twoDigits,
} from '../report/figures.ts';
import type { BacklogRun } from './backlog.ts';
import { JOIN_PER_SECOND, JOIN_SIZE, type Join } from './join.ts';

export function sectionOf(
  runs: ReadonlyMap<number, readonly BacklogRun[]>,
  joins: readonly Join[],
  { size }: BenchContext,
): Section {
  const rates = (instances: number) => runs.get(instances)!.map(({ perSecond }) => perSecond);
  const speedUp = (instances: number) => ratiosOf(rates(instances), rates(1));
  const efficiency: Table = {
    columns: ['instances', 'rate ÷ one instance', 'efficiency', 'signals a second', 'peak memory, all'],
    rows: [...runs].map(([instances, of]) => [
      String(instances),
      spreadText(speedUp(instances), twoDigits),
      spreadText(spreadOf(ratiosOfEach(rates(instances), rates(1), instances)), twoDigits),
      spreadText(spreadOf(rates(instances)), thousands),
      spreadText(spreadOf(of.map(({ peakRssBytes }) => peakRssBytes)), megabytes),
    ]),
  };
  const each = (what: (join: Join) => number) => joins.map(what);
  const text = (what: (join: Join) => number) => spreadText(spreadOf(each(what)), milliseconds);
  const ratio = (of: (join: Join) => number, to: (join: Join) => number) =>
    spreadText(ratiosOf(each(of), each(to)), twoDigits);
  const pause: Table = {
    title: 'While a second instance joins',
    columns: ['what', 'joining ÷ before', 'before', 'joining'],
    rows: [
      [
        'longest time without any vector',
        ratio(
          ({ silence }) => silence,
          ({ silenceBefore }) => silenceBefore,
        ),
        text(({ silenceBefore }) => silenceBefore),
        text(({ silence }) => silence),
      ],
      [
        'signal to vector: p99 before, the longest while joining',
        ratio(
          ({ longest }) => longest,
          ({ p99Before }) => p99Before,
        ),
        text(({ p99Before }) => p99Before),
        text(({ longest }) => longest),
      ],
    ],
  };
  const told = `Instances of the indicators service, each a process, started together over the same backlog of ${size.signals} signals (${size.accounts} accounts,
${size.days} days) with empty tables; counted from the first assignment to any of them until everything is committed, so that what joining costs counts
too. Efficiency is the rate of n instances ÷ n times the rate of one. All share the cores with the broker and the engine, so this machine
shows what the service costs to divide, not how far it scales. Then ${JOIN_PER_SECOND} signals a second of ${JOIN_SIZE.accounts} other accounts flow through one instance while a second
starts: partitions stop until both have their assignment, and both go once over all accounts they took over.`;
  return { title: 'Scale-out', text: told, tables: [efficiency, pause] };
}

const ratiosOfEach = (rates: readonly number[], ofOne: readonly number[], instances: number) =>
  rates.map((rate, round) => rate / (instances * ofOne[round]!));

import type { Section, Table } from '../measurement.ts';
import { megabytes, milliseconds, percent, thousands, twoDigits } from '../report/figures.ts';
import { OPENING_SIGNALS } from './plan.ts';
import { LIVE_PER_SECOND, type Point, WATCHED, type Watched } from './point.ts';
import { slopeOf } from './slope.ts';

const MEMORY_AT_MOST = 1.3;
/** Where that is asked for. */
const MEMORY_ACCOUNTS = 1_000_000;
/** Of the growth in accounts: linear, and a tenth for what is not. */
const REEVALUATION_AT_MOST = 1.1;
const STATE_BYTES_AT_MOST = 3_000;

const COURSE = `Each size on a fresh stack, once. The tenant is live. In turn: indicators catches up, every daily close of an account
since its first day included (30 at most); scorer, history and playbooks follow; then indicators is started
again, which makes it evaluate and publish every account once: the work of the hourly clock, which publishes only what changed, and more; then
${LIVE_PER_SECOND} signals a second flow; then another scorer takes over what the first one had. Memory
is the peak resident size of each process over all of that, under the heap limits that \`npm start\` gives too (packages/runtime/node-args.ts):
a service that needed more would end, or collect garbage without end, and so not get here. The scorer's state is what it keeps in memory of an account, packed; its memory for each account more has keys and tables in it, and what taking
over takes. The record is what it writes to health.scores.`;

/** `baseAccounts`: what the largest is compared with. */
export function accountsSection(points: readonly Point[], baseAccounts: number): Section {
  return {
    title: 'Growth in accounts',
    text: `${COURSE} Accounts grow under the same number of signals, of one day, so that it is the accounts that grow. The
first ${OPENING_SIGNALS} of an account say who it is: the more accounts, the fewer others there are, and the less there is to say of each. A slope of 0 does not
grow with accounts, 1 in proportion, 2 with their square.`,
    tables: filled(
      promised(points, points.find(({ size }) => size.accounts === baseAccounts)!),
      slopes(points, ({ size }) => size.accounts),
      absolute(points),
    ),
  };
}

export function daysSection(points: readonly Point[]): Section {
  return {
    title: 'Growth in days',
    text: `${COURSE} Days grow at the same number of signals a day. A slope of 0 does not grow with days, 1 in proportion.`,
    tables: filled(
      slopes(points, ({ size }) => size.days),
      absolute(points),
    ),
  };
}

const filled = (...tables: readonly Table[]) => tables.filter(({ rows }) => rows.length > 0);

function promised(accounts: readonly Point[], base: Point): Table {
  const largest = accounts.at(-1)!;
  const rows: string[][] = [];
  const add = (name: string, atMost: number, measured: number, yes = 'yes', text = twoDigits) =>
    rows.push([name, `at most ${text(atMost)}`, text(measured), measured <= atMost ? yes : 'no']);
  const memoryYes =
    largest.size.accounts >= MEMORY_ACCOUNTS ? 'yes' : `not looked at with ${MEMORY_ACCOUNTS}`;
  if (largest !== base)
    for (const service of WATCHED.filter((name) => name !== 'scorer')) {
      const ratio = largest.peakBytes[service] / base.peakBytes[service];
      add(`peak memory of ${service}, ${between(base, largest)}`, MEMORY_AT_MOST, ratio, memoryYes);
    }
  for (const [before, after] of neighbours(accounts)) {
    const atMost = (REEVALUATION_AT_MOST * after.size.accounts) / before.size.accounts;
    const ratio = after.reevaluationMs / before.reevaluationMs;
    add(`evaluating all accounts again, ${between(before, after)}`, atMost, ratio);
  }
  const state = Math.max(...accounts.map((point) => point.state.state));
  add("the scorer's state of an account, the most of all sizes", STATE_BYTES_AT_MOST, state, 'yes', bytes);
  if (largest !== base) {
    const each =
      (largest.peakBytes.scorer - base.peakBytes.scorer) / (largest.size.accounts - base.size.accounts);
    add(
      `the scorer's memory for each account more, ${between(base, largest)}`,
      STATE_BYTES_AT_MOST,
      each,
      'yes',
      bytes,
    );
  }
  return { columns: ['ratio', 'aimed at', 'measured', 'reached'], rows };
}

const COLUMNS: readonly (readonly [name: string, of: (point: Point) => number])[] = [
  ['catch-up, signals a second', ({ catchUpPerSecond }) => catchUpPerSecond],
  ['live p50, signal to vector', ({ vector }) => vector.p50],
  ['evaluating all again', ({ reevaluationMs }) => reevaluationMs],
  ['scorer taking over', ({ takeOverMs }) => takeOverMs],
  ...WATCHED.map((name) => [`memory of ${name}`, ({ peakBytes }: Point) => peakBytes[name]] as const),
  ["scorer's state of an account", ({ state }) => state.state],
];

function slopes(curve: readonly Point[], x: (point: Point) => number): Table {
  return {
    title: 'Slope',
    columns: ['from, to', ...COLUMNS.map(([name]) => name)],
    rows: neighbours(curve).map(([a, b]) => [
      `${x(a)}, ${x(b)}`,
      ...COLUMNS.map(([, y]) => slopeOf([x(a), x(b)], [y(a), y(b)]).toFixed(2)),
    ]),
  };
}

function absolute(points: readonly Point[]): Table {
  return { columns: ABSOLUTE_COLUMNS, rows: points.map(absoluteRow) };
}

const ABSOLUTE_COLUMNS: readonly string[] = [
  ...[
    'accounts',
    'days',
    'signals',
    'of them on who it is',
    'catch-up',
    'vector p50',
    'change p50',
    'evaluating all again',
    'scorer taking over',
  ],
  ...WATCHED.map((name) => `peak of ${name}`),
  ...['state', 'record of an account'],
];

function absoluteRow(point: Point): string[] {
  return [
    ...[point.size.accounts, point.size.days, point.size.signals].map(String),
    percent((OPENING_SIGNALS * point.size.accounts) / point.size.signals),
    thousands(point.catchUpPerSecond),
    milliseconds(point.vector.p50),
    milliseconds(point.change.p50),
    milliseconds(point.reevaluationMs),
    milliseconds(point.takeOverMs),
    ...WATCHED.map((name: Watched) => megabytes(point.peakBytes[name])),
    bytes(point.state.state),
    bytes(point.state.record),
  ];
}

/** A row of the report in one line: a size can take an hour, and what ends a later one should not take it along. */
export function summaryOf(point: Point): string {
  return absoluteRow(point)
    .map((value, n) => `${ABSOLUTE_COLUMNS[n]} ${value}`)
    .join(', ');
}

function neighbours(points: readonly Point[]): (readonly [Point, Point])[] {
  return points.slice(1).map((point, n) => [points[n]!, point]);
}

const between = (before: Point, after: Point) => `${after.size.accounts} ÷ ${before.size.accounts} accounts`;
const bytes = (count: number) => `${count.toFixed(0)} B`;

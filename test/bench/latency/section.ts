import type { BenchContext, Section, Table } from '../measurement.ts';
import { milliseconds, ratiosOf, spreadOf, spreadText, twoDigits } from '../report/figures.ts';
import type { Percentiles } from '../report/percentiles.ts';
import type { Course, Courses } from './course.ts';

type Rank = 'p50' | 'p95' | 'p99';
type Step = 'vector' | 'change' | 'newestCause' | 'relay';

const RANKS: readonly Rank[] = ['p50', 'p95', 'p99'];
const STEPS: readonly (readonly [step: Step, name: string])[] = [
  ['vector', 'signal to vector'],
  ['change', 'signal to change'],
  ['newestCause', 'newest cause to change'],
  ['relay', 'bare relay'],
];

/** How many times the larger of flush age and flush a change may take. */
const PROMISED: readonly (readonly [rank: Rank, atMost: number])[] = [
  ['p50', 3],
  ['p99', 10],
];
const PROMISED_RATES = [50, 500];

export function sectionOf(courses: Courses, { size, seconds }: BenchContext): Section {
  const text = `Signals of the workload's mix, written to Kafka at a steady rate for ${seconds} s after a history of ${size.signals} signals (${size.accounts}
accounts, ${size.days} days) has been evaluated; indicators and scorer are processes of their own. From receivedAt, which is the moment a signal is
sent, to a read-committed reader having the vector (health.indicator-changes) or the score change (health.score-changes) that names it as a
cause. Most signals change no band and so make no score change; one that changes no indicator makes no vector; where one flush held more than 20
signals of an account, the 20 newest are named, so where far fewer are counted than were sent the longest waits are missing. "Newest cause" counts each change once, from the newest signal that caused it, as \`npm start\` does.
The relay forwards the same messages by the same client, from a consumer to a producer and from a second consumer through a transaction per
batch to a read-committed reader, and does nothing else. A flush is the larger of 100 ms (its least age) and the median duration of the flushes
of that run; the stricter of two readings, since the age is in fact twice the last flush, up to a second, where that is more. A slow flush makes
these ratios easy, so the second table stands beside them: nothing excuses it. A p99 of fewer than a hundred is the slowest of them. Rounds follow each
other on one stack, whose accounts have more signals each time.`;
  return { title: 'Latency', text, tables: [promised(courses), beside(courses), absolute(courses)] };
}

function promised(courses: Courses): Table {
  const rows = PROMISED_RATES.flatMap((perSecond) =>
    PROMISED.map(([rank, atMost]) => {
      const of = courses.get(perSecond)!;
      const ratio = ratiosOf(ranks(of, 'change', rank), flushes(of));
      return [
        `signal to change, ${rank} ÷ flush, at ${perSecond} a second`,
        `at most ${atMost}`,
        spreadText(ratio, twoDigits),
        ratio.median <= atMost ? 'yes' : 'no',
      ];
    }),
  );
  return { columns: ['ratio', 'aimed at', 'measured', 'reached'], rows };
}

function beside(courses: Courses): Table {
  const rows = [...courses].map(([perSecond, of]) => {
    const ratio = (step: Step, rank: Rank) =>
      spreadText(ratiosOf(ranks(of, step, rank), ranks(of, 'relay', rank)), twoDigits);
    return [String(perSecond), ...RANKS.map((rank) => ratio('vector', rank)), ratio('change', 'p50')];
  });
  const columns = [
    'signals a second',
    ...RANKS.map((rank) => `vector ÷ relay, ${rank}`),
    'change ÷ relay, p50',
  ];
  return { columns, rows };
}

function absolute(courses: Courses): Table {
  const rows = [...courses].flatMap(([perSecond, of]) =>
    STEPS.map(([step, name]) => [
      String(perSecond),
      name,
      ...RANKS.map((rank) => spreadText(spreadOf(ranks(of, step, rank)), milliseconds)),
      String(of.reduce((sum, course) => sum + course[step].count, 0)),
      String(of.reduce((sum, { sent }) => sum + sent, 0)),
      step === 'relay' ? '' : spreadText(spreadOf(flushes(of)), milliseconds),
    ]),
  );
  return {
    columns: ['signals a second', 'from what to what', ...RANKS, 'of so many', 'sent', 'flush'],
    rows,
  };
}

const ranks = (of: readonly Course[], step: Step, rank: Rank) =>
  of.map((course) => (course[step] satisfies Percentiles)[rank]);
const flushes = (of: readonly Course[]) => of.map(({ flushMs }) => flushMs);

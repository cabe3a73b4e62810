import { SESSION_TIMEOUT_MS } from '../../../packages/kafka/broker/group-consumer.ts';
import type { ServiceName } from '../../support/service-process.ts';
import type { BenchContext, Measurement, Section, Table } from '../measurement.ts';
import { milliseconds, ratiosOf, spreadOf, spreadText, twoDigits } from '../report/figures.ts';
import { createFleet } from '../services/fleet.ts';
import { type BenchStack, clearStack, connectTo, downStack, upStack } from '../stack.ts';
import { timed } from '../timed.ts';
import { untilMovedMs } from './kill.ts';

const SERVICES: readonly ServiceName[] = ['gateway', 'indicators', 'scorer', 'history', 'playbooks'];

/** What was seen in one round, ms. */
interface Course {
  readonly cold: number;
  /** Tables, schemas and topics, in an empty stack. */
  readonly prepared: number;
  readonly warm: number;
  readonly services: ReadonlyMap<ServiceName, number>;
  readonly moved: number;
}

export const startUp: Measurement = {
  id: 'start-up',
  summary: 'cold and warm stack, each service, and the partitions of a killed one',
  takes: ['rounds'],
  run: async ({ rounds, say }) => {
    const courses: Course[] = [];
    try {
      for (let round = 0; round < rounds; round += 1) {
        const course = await runOne(say);
        courses.push(course);
        const { cold, warm, moved } = course;
        say(
          `round ${round + 1} of ${rounds}: cold ${milliseconds(cold)}, warm ${milliseconds(warm)}, moved ${milliseconds(moved)}`,
        );
      }
    } finally {
      await clearStack();
    }
    return sectionOf(courses);
  },
};

async function runOne(say: BenchContext['say']): Promise<Course> {
  await clearStack();
  const [cold, addresses] = await timed(() => upStack(say));
  const [prepared, first] = await timed(() => connectTo(addresses, say));
  await first.disconnect();
  await downStack();
  const [warm, again] = await timed(() => upStack(say));
  const stack = await connectTo(again, say);
  try {
    return { cold, prepared, warm, services: await startEach(stack), moved: await untilMovedMs(stack) };
  } finally {
    await stack.disconnect();
  }
}

/** One after the other, so that none waits for the cores. */
async function startEach(stack: BenchStack): Promise<Map<ServiceName, number>> {
  const fleet = createFleet(stack, 'bench');
  try {
    const durations = new Map<ServiceName, number>();
    for (const name of SERVICES) {
      const [ms] = await timed(() => fleet.start(name));
      durations.set(name, ms);
    }
    return durations;
  } finally {
    await fleet.close();
  }
}

function sectionOf(courses: readonly Course[]): Section {
  const of = (what: (course: Course) => number) => courses.map(what);
  const ratios: Table = {
    columns: ['ratio', 'measured'],
    rows: [
      [
        'warm stack ÷ cold stack',
        ratiosOf(
          of(({ warm }) => warm),
          of(({ cold }) => cold),
        ),
      ],
      [
        "partitions of a killed instance moved ÷ the group's session timeout",
        ratiosOf(
          of(({ moved }) => moved),
          of(() => SESSION_TIMEOUT_MS),
        ),
      ],
    ].map(([name, ratio]) => [name as string, spreadText(ratio as ReturnType<typeof ratiosOf>, twoDigits)]),
  };
  const durations: readonly (readonly [what: string, of: (course: Course) => number])[] = [
    ['stack, cold', ({ cold }) => cold],
    ['tables, schemas and topics in it', ({ prepared }) => prepared],
    ['stack, warm', ({ warm }) => warm],
    ...SERVICES.map(
      (name) => [`${name}, until ready`, (course: Course) => course.services.get(name)!] as const,
    ),
    ['kill -9 of an instance until its partitions move', ({ moved }) => moved],
  ];
  const absolute: Table = {
    columns: ['what', 'took'],
    rows: durations.map(([what, ms]) => [what, spreadText(spreadOf(of(ms)), milliseconds)]),
  };
  const text = `The stack is the broker, the schema registry and the ClickHouse engine, until all three answer: cold in an empty directory
(downloads are there already), warm over what the first start left. Then each service by itself until it says it is ready, which for indicators
includes its first assignment. Last, of two indicators instances one is killed by SIGKILL, a signal is sent to each partition, and the clock
stops when all are committed. A killed process cannot leave its group, so the broker waits for its session to end first: that is
${SESSION_TIMEOUT_MS / 1_000} s after its last heartbeat, and the ratio cannot be much below 1. Hardly any data in the tables.`;
  return { title: 'Start-up', text, tables: [ratios, absolute] };
}

import { median } from '@bellwether/domain';
import { DEFAULT_SETTINGS } from '../../../services/indicators/ports.ts';
import type { ServiceProcess } from '../../support/service-process.ts';
import { sendHistory } from '../load/history.ts';
import type { BenchContext, Measurement } from '../measurement.ts';
import { percentilesOf } from '../report/percentiles.ts';
import { createFleet } from '../services/fleet.ts';
import { quiet, settled } from '../services/settled.ts';
import type { BenchStack } from '../stack.ts';
import { liveSignals } from '../workload/live.ts';
import type { Workload } from '../workload/signals.ts';
import { type Course, type Courses, RATES } from './course.ts';
import { type Flushes, listenForFlushes } from './flushes.ts';
import { type LiveLoad, runLive } from './live-run.ts';
import { type Relay, startRelay } from './relay/relay.ts';
import { sectionOf } from './section.ts';

export const latency: Measurement = {
  id: 'latency',
  summary: 'from a signal to its change, beside a bare relay',
  takes: ['rounds', 'signals', 'accounts', 'days', 'seconds'],
  run: async (context) => {
    const stack = await context.openStack();
    const fleet = createFleet(stack, 'bench');
    try {
      const workload = await sendHistory(context.say, stack, context.size);
      const flushes = listenForFlushes();
      const indicators = await fleet.start('indicators', {
        env: { LOG_LEVEL: 'debug' },
        onLine: flushes.onLine,
      });
      const scorer = await fleet.start('scorer');
      context.say('waiting until the history has been evaluated');
      await settled(stack, [indicators]);
      await quiet(indicators);
      await settled(stack, [scorer]);
      const relay = await startRelay(stack);
      try {
        return sectionOf(
          await measure(context, { stack, through: [indicators, scorer], workload, flushes, relay }),
          context,
        );
      } finally {
        await relay.close();
      }
    } finally {
      await fleet.close();
      await stack.close();
    }
  },
};

interface Parts {
  readonly stack: BenchStack;
  readonly through: readonly ServiceProcess[];
  readonly workload: Workload;
  readonly flushes: Flushes;
  readonly relay: Relay;
}

async function measure({ rounds, seconds, say }: BenchContext, parts: Parts): Promise<Courses> {
  const courses = new Map(RATES.map((rate) => [rate as number, [] as Course[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const perSecond of RATES) {
      // Another seed each time: the same events again would be duplicates.
      const load = (seed: number): LiveLoad => {
        return { perSecond, seconds, signals: liveSignals(parts.workload, seed) };
      };
      const course = await runOne(parts, load, 2 + 2 * (round * RATES.length + RATES.indexOf(perSecond)));
      courses.get(perSecond)!.push(course);
      const { change, vector, relay } = course;
      say(
        `round ${round + 1} of ${rounds}, ${perSecond} a second: p50 change ${change.p50} ms (${change.count}), vector ${vector.p50} ms, relay ${relay.p50} ms`,
      );
    }
  }
  return courses;
}

async function runOne(
  { stack, through, flushes, relay }: Parts,
  load: (seed: number) => LiveLoad,
  seed: number,
): Promise<Course> {
  const ofRelay = await relay.run(load(seed + 1));
  flushes.take();
  const { sent, vectorMs, changeMs, newestCauseMs } = await runLive(stack, through, load(seed));
  return {
    sent,
    vector: percentilesOf(vectorMs),
    change: percentilesOf(changeMs),
    newestCause: percentilesOf(newestCauseMs),
    relay: percentilesOf(ofRelay),
    flushMs: Math.max(DEFAULT_SETTINGS.paceMinMs, median(flushes.take())),
  };
}

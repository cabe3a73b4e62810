import type { IndicatorChange, Instant, ScoreChange } from '@bellwether/domain';
import type { ServiceProcess } from '../../support/service-process.ts';
import { messagesOf, observe } from '../load/observe.ts';
import { sendSteadily } from '../load/steady.ts';
import { settled } from '../services/settled.ts';
import type { BenchStack } from '../stack.ts';
import type { LiveSignals } from '../workload/live.ts';
import { recordOf } from '../workload/record.ts';

const VECTORS = 'health.indicator-changes';
const CHANGES = 'health.score-changes';

/** Signals sent before this are not counted: the first of them meet an idle pipeline. */
const WARM_UP_MS = 2_000;

/** Milliseconds from receivedAt to the moment a read-committed reader had what came of it. */
export interface LiveLatencies {
  readonly sent: number;
  /** Of each signal that a vector names as its cause. */
  readonly vectorMs: readonly number[];
  /** Of each signal that a score change names as its cause. */
  readonly changeMs: readonly number[];
  /** Of each score change, counted from the newest of its causes. */
  readonly newestCauseMs: readonly number[];
}

export interface LiveLoad {
  readonly perSecond: number;
  readonly seconds: number;
  readonly signals: LiveSignals;
}

/** Sends a steady stream through indicators and scorer, which must be idle and caught up, and leaves them so. */
export async function runLive(
  stack: BenchStack,
  through: readonly ServiceProcess[],
  load: LiveLoad,
): Promise<LiveLatencies> {
  const vectors = await observe(stack, VECTORS);
  const changes = await observe(stack, CHANGES);
  const receivedAt = new Map<string, Instant>();
  try {
    const durationMs = WARM_UP_MS + 1_000 * load.seconds;
    const countFrom = Date.now() + WARM_UP_MS;
    await sendSteadily(stack, {
      perSecond: load.perSecond,
      until: (elapsedMs) => elapsedMs >= durationMs,
      next: (now) => {
        const made = load.signals(now);
        if (now >= countFrom) receivedAt.set(made.signal.eventId as string, now);
        return recordOf(stack.codec, made);
      },
    });
    await settled(stack, through);
    await Promise.all([vectors.caughtUp(), changes.caughtUp()]);
  } finally {
    await Promise.all([vectors.close(), changes.close()]);
  }
  const vectorMessages = messagesOf<IndicatorChange>(stack, VECTORS, vectors.seen);
  const changeMessages = messagesOf<ScoreChange>(stack, CHANGES, changes.seen);
  return {
    sent: receivedAt.size,
    vectorMs: vectorMessages.flatMap(({ at, message }) =>
      latenciesOf(message.causes.eventIds, at, receivedAt),
    ),
    changeMs: changeMessages.flatMap(({ at, message }) => latenciesOf(message.causeIds, at, receivedAt)),
    newestCauseMs: changeMessages.flatMap(({ at, message }) =>
      latenciesOf(message.causeIds.slice(0, 1), at, receivedAt),
    ),
  };
}

/** Of those causes that were sent while it counts. */
function latenciesOf(
  causes: readonly string[],
  at: Instant,
  receivedAt: ReadonlyMap<string, Instant>,
): number[] {
  return causes.flatMap((id) => {
    const sentAt = receivedAt.get(id);
    return sentAt === undefined ? [] : [at - sentAt];
  });
}

import { setTimeout as pause } from 'node:timers/promises';
import type { IndicatorChange, Instant } from '@bellwether/domain';
import { LIVE_TENANT } from '../load/history.ts';
import { messagesOf, observe } from '../load/observe.ts';
import { sendSteadily } from '../load/steady.ts';
import { percentilesOf } from '../report/percentiles.ts';
import { createFleet } from '../services/fleet.ts';
import { quiet, settled } from '../services/settled.ts';
import type { BenchStack } from '../stack.ts';
import { liveSignals } from '../workload/live.ts';
import { recordOf } from '../workload/record.ts';
import type { WorkloadSize } from '../workload/signals.ts';
import { longestGap } from './gaps.ts';

const VECTORS = 'health.indicator-changes';
/** Little enough that one instance keeps up with ease: a backlog would hide the pause. */
export const JOIN_PER_SECOND = 200;
/** Who sends them, known before: the first evaluation of an account takes many times longer than the next. */
export const JOIN_SIZE: WorkloadSize = { signals: 10_000, accounts: 1_000, users: 10_000, days: 30 };
const WARM_UP_MS = 3_000;
const BEFORE_MS = 8_000;
/** After the second one is ready. */
const AFTER_MS = 8_000;

/** Before and from the moment a second instance is started, ms. */
export interface Join {
  /** The longest time without any vector. */
  readonly silenceBefore: number;
  readonly silence: number;
  /** From a signal's receivedAt to its vector: p99 before, the longest since. */
  readonly p99Before: number;
  readonly longest: number;
}

/** One instance at work, joined by a second while signals flow. */
export async function joinWhileFlowing(stack: BenchStack, seed: number): Promise<Join> {
  const fleet = createFleet(stack, 'bench');
  const vectors = await observe(stack, VECTORS);
  const signals = liveSignals({ ...JOIN_SIZE, tenantId: LIVE_TENANT }, seed);
  const sentAt = new Map<string, Instant>();
  let over = false;
  try {
    const first = await fleet.start('indicators');
    await settled(stack, [first]);
    await quiet(first);
    const sending = sendSteadily(stack, {
      perSecond: JOIN_PER_SECOND,
      until: () => over,
      next: (now) => {
        const made = signals(now);
        sentAt.set(made.signal.eventId as string, now);
        return recordOf(stack.codec, made);
      },
    });
    const countedFrom = Date.now() + WARM_UP_MS;
    await pause(WARM_UP_MS + BEFORE_MS);
    const joinedAt = Date.now();
    const second = await fleet.start('indicators');
    await pause(AFTER_MS);
    const endedAt = Date.now();
    over = true;
    await sending;
    await settled(stack, [first, second]);
    const seen = messagesOf<IndicatorChange>(stack, VECTORS, vectors.seen).filter(
      ({ message }) => message.causes.count > 0,
    );
    const waits = seen.flatMap(({ at, message }) =>
      message.causes.eventIds.flatMap((id) => {
        const from = sentAt.get(id);
        return from === undefined ? [] : [{ from, waitMs: at - from }];
      }),
    );
    const before = waits.filter(({ from }) => from >= countedFrom && from < joinedAt);
    const since = waits.filter(({ from }) => from >= joinedAt && from < endedAt);
    const arrivals = seen.map(({ at }) => at);
    return {
      silenceBefore: longestGap(arrivals, countedFrom, joinedAt),
      silence: longestGap(arrivals, joinedAt, endedAt),
      p99Before: percentilesOf(before.map(({ waitMs }) => waitMs)).p99,
      longest: percentilesOf(since.map(({ waitMs }) => waitMs)).max,
    };
  } finally {
    over = true;
    await vectors.close();
    await fleet.close();
  }
}

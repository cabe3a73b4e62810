import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '@bellwether/domain';
import type { OutgoingRecord } from '@bellwether/kafka';
import type { BenchStack } from '../stack.ts';
import { dueBy, untilNextMs } from './pace.ts';

export interface Steady {
  readonly perSecond: number;
  /** Ends the load once it holds. */
  readonly until: (elapsedMs: number) => boolean;
  /** The record that is sent now. */
  readonly next: (now: Instant) => OutgoingRecord;
}

/**
 * Sends at a steady rate, whatever becomes of it. One write at a time, and a record is stamped when its write begins:
 * what is due while the one before is under way does not wait in a queue with an old stamp.
 *
 * Resolves to how many were sent.
 */
export async function sendSteadily(stack: BenchStack, { perSecond, until, next }: Steady): Promise<number> {
  const writer = await stack.log.writer();
  try {
    const startedAt = performance.now();
    let sent = 0;
    for (;;) {
      const elapsedMs = performance.now() - startedAt;
      if (until(elapsedMs)) return sent;
      const due = dueBy(elapsedMs, perSecond) - sent;
      if (due > 0) {
        const now = Date.now();
        await writer.write(Array.from({ length: due }, () => next(now)));
        sent += due;
      } else {
        await pause(untilNextMs(sent, elapsedMs, perSecond));
      }
    }
  } finally {
    await writer.close();
  }
}

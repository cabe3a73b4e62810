import type { IndicatorsSettings } from '../ports.ts';
import { elapsedMs } from './elapsed.ts';

export interface PaceInput {
  readonly now: number;
  readonly records: number;
  readonly bytes: number;
  readonly openedAt: number;
  readonly arrivedAt: number;
  /** Start and duration of the flush before; null before the first. */
  readonly lastFlush: { readonly startedAt: number; readonly durationMs: number } | null;
}

/**
 * Whether the open micro-batch should be flushed now. Caught up, a flush starts at most every max(pace, 2 x the
 * last flush), so that half the time is left to others; the first signal after idleness goes at once. Behind,
 * batches grow, because cost a record falls with size.
 */
export function flushIsDue(input: PaceInput, settings: IndicatorsSettings): boolean {
  const { now, records, bytes, openedAt, arrivedAt, lastFlush } = input;
  if (records === 0) return false;
  if (isFull({ records, bytes }, settings)) return true;
  if (elapsedMs(openedAt, now) < settings.gatherMs) return false;
  if (lastFlush && elapsedMs(lastFlush.startedAt, now) < paceAfter(lastFlush.durationMs, settings))
    return false;
  if (records < settings.backlogRecordsMin) return true;
  return (
    elapsedMs(arrivedAt, now) >= settings.paceMinMs || elapsedMs(openedAt, now) >= settings.backlogAgeMaxMs
  );
}

/**
 * Whether what has landed should be evaluated and committed now. Live, at once. While a backlog goes on, its batches touch the
 * same accounts again and again: they are evaluated when it ends, or when this has waited for so long, or would hold so many.
 */
export function settlingIsDue(
  landed: { readonly accounts: number; ageMs(now: number): number },
  open: Pick<PaceInput, 'records'>,
  now: number,
  settings: IndicatorsSettings,
): boolean {
  const { backlogRecordsMin, settleAgeMaxMs, settleAccountsMax } = settings;
  const behind = open.records >= backlogRecordsMin;
  return !behind || landed.ageMs(now) >= settleAgeMaxMs || landed.accounts >= settleAccountsMax;
}

/** Partitions wait while the open micro-batch is. */
export function isFull(
  { records, bytes }: Pick<PaceInput, 'records' | 'bytes'>,
  { batchRecordsMax, batchBytesMax }: IndicatorsSettings,
): boolean {
  return records >= batchRecordsMax || bytes >= batchBytesMax;
}

function paceAfter(durationMs: number, { paceMinMs, paceMaxMs }: IndicatorsSettings): number {
  return Math.min(paceMaxMs, Math.max(paceMinMs, 2 * durationMs));
}

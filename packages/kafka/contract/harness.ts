import { vi } from 'vitest';
import type { Assignment, EventLog, GroupHandlers, LogRecord, RecordBatch } from '../ports.ts';

export interface LogHarness {
  /** The log as a process of its own sees it; closed by the harness. */
  connect(): Promise<EventLog>;
}

/** Longer than a rebalance with a real broker takes. */
export const EVENTUALLY = { timeout: 20_000, interval: 10 };

export const eventually = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, EVENTUALLY);

let names = 0;

/** Names nobody else uses, also where suites share a broker. */
export function unique(name: string): string {
  return `${name}-${process.pid}-${Date.now()}-${++names}`;
}

export const textOf = ({ value }: LogRecord): string => String(value);

/** A group member that keeps what it was told and given. */
export class RecordingMember implements GroupHandlers {
  readonly assignments: Assignment[] = [];
  readonly batches: RecordBatch[] = [];
  rebalances = 0;
  readonly #onBatch: (batch: RecordBatch) => Promise<void>;

  constructor(onBatch: (batch: RecordBatch) => Promise<void> = () => Promise.resolve()) {
    this.#onBatch = onBatch;
  }

  get partitions(): readonly number[] {
    return this.assignments.at(-1)?.partitions ?? [];
  }

  get texts(): string[] {
    return this.batches.flatMap(({ records }) => records.map(textOf));
  }

  rebalancing(): void {
    this.rebalances++;
  }

  assigned(assignment: Assignment): void {
    this.assignments.push(assignment);
  }

  batch(batch: RecordBatch): Promise<void> {
    this.batches.push(batch);
    return this.#onBatch(batch);
  }
}

/** Commits each batch as soon as it is there. */
export async function commitAtOnce({ topic, partition, nextOffset, commit }: RecordBatch): Promise<void> {
  await commit([{ topic, partition, offset: nextOffset }]);
}

import { staleAssignment } from '@bellwether/kafka';
import { persevere } from '@bellwether/runtime';
import type { ScorerPorts } from '../ports.ts';
import { isRetryable } from './failures.ts';
import { type HeldPartition, holdPartition } from './held-partition.ts';
import { Turns } from './turns.ts';

const FIRST_PAUSE_MS = 20;
const PAUSE_MAX_MS = 5_000;

/**
 * One partition under one assignment. Inputs of both topics, timers and rescoring stand in one queue; the partition is
 * taken when first needed, dropped on any error, and then taken again: what had been committed is then found applied.
 */
export class PartitionWorker {
  readonly #partition: number;
  readonly epoch: number;
  readonly #ports: ScorerPorts;
  readonly #takeOvers: Turns;
  readonly #queue = new Turns();
  #held: HeldPartition | null = null;
  #over = false;

  /** `takeOvers`: shared by all, since one holds every record of its partition until the states are read. */
  constructor(partition: number, epoch: number, ports: ScorerPorts, takeOvers: Turns) {
    this.#partition = partition;
    this.epoch = epoch;
    this.#ports = ports;
    this.#takeOvers = takeOvers;
  }

  /** Runs `work` after what was queued before. Rejects with STALE_ASSIGNMENT once the assignment is over. */
  run<T>(work: (held: HeldPartition) => Promise<T>): Promise<T> {
    return this.#queue.take(() => this.#untilDone(work));
  }

  /** A rebalance began: whatever has not begun will not. */
  end(): void {
    this.#over = true;
  }

  /** Lets go of the producer once running work is through. */
  async close(): Promise<void> {
    this.end();
    await this.#queue.take(() => this.#drop());
  }

  async #untilDone<T>(work: (held: HeldPartition) => Promise<T>): Promise<T> {
    const attempt = async (): Promise<T> => {
      this.#held ??= await this.#takeOvers.take(() => this.#hold());
      this.#requireCurrent();
      return work(this.#held);
    };
    return persevere(attempt, {
      firstPauseMs: FIRST_PAUSE_MS,
      longestPauseMs: PAUSE_MAX_MS,
      goOn: () => this.#requireCurrent(),
      failed: async (error, failures) => {
        await this.#drop();
        if (!isRetryable(error)) throw error;
        this.#ports.journal.retrying(this.#partition, failures, error);
      },
      pause: this.#ports.pause,
    });
  }

  /** Rejects with STALE_ASSIGNMENT as soon as the assignment is over, since others wait for their turn. */
  async #hold(): Promise<HeldPartition> {
    this.#requireCurrent();
    return holdPartition(this.#partition, this.#ports, () => this.#requireCurrent());
  }

  #requireCurrent(): void {
    if (this.#over) throw staleAssignment(this.epoch);
  }

  async #drop(): Promise<void> {
    const held = this.#held;
    this.#held = null;
    await held?.close().catch(() => {});
  }
}

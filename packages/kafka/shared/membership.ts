import { staleAssignment } from '../errors.ts';
import type { GroupHandlers } from '../ports.ts';

/**
 * Which assignment this process may act under. It is open from the moment it is received until a rebalance is first
 * heard of, however that is: by a heartbeat, a commit, kafkajs' event or the join itself.
 */
export class Membership {
  readonly #handlers: GroupHandlers;
  #epoch = 0;
  #open = false;
  #held: readonly number[] = [];
  #closedBecause: unknown;
  /** Rejects what waits for handlers of the current assignment. */
  readonly #waiting = new Set<(reason: unknown) => void>();

  constructor(handlers: GroupHandlers) {
    this.#handlers = handlers;
  }

  get epoch(): number {
    return this.#epoch;
  }

  get held(): readonly number[] {
    return this.#held;
  }

  /** Why the last assignment ended. */
  get closedBecause(): unknown {
    return this.#closedBecause;
  }

  isCurrent(epoch: number): boolean {
    return this.#open && epoch === this.#epoch;
  }

  requireCurrent(epoch: number): void {
    if (!this.isCurrent(epoch)) throw staleAssignment(epoch);
  }

  /** Ends the assignment of `epoch`; news about an older one changes nothing. Its waits reject with `reason`. */
  close(epoch: number, reason: unknown): void {
    if (!this.isCurrent(epoch)) return;
    this.#open = false;
    this.#closedBecause = reason;
    this.#handlers.rebalancing();
    for (const reject of this.#waiting) reject(reason);
    this.#waiting.clear();
  }

  /** {@link close} for news that can only be about the present. */
  closeNow(): void {
    this.close(this.#epoch, staleAssignment(this.#epoch));
  }

  assigned(partitions: readonly number[]): void {
    this.#held = partitions;
    this.#epoch++;
    this.#open = true;
    this.#handlers.assigned({ epoch: this.#epoch, partitions });
  }

  /** `work`, unless the assignment ends first; then it is left to itself and this rejects. */
  whileOpen(work: Promise<void>): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.add(reject);
    work.then(resolve, reject);
    return promise.finally(() => this.#waiting.delete(reject));
  }
}

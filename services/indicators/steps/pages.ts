import type { Clock } from '@bellwether/runtime';
import { elapsedMs } from './elapsed.ts';
import type { Tenure } from './tenure.ts';

/** Listed at once: enough that questions and answers overlap, few enough that `control.tenants` is still looked at. */
export const PAGES_AT_ONCE_MAX = 4;

type Holder = Pick<Tenure, 'pageSize' | 'open' | 'paused' | 'stopping'>;

/**
 * Accounts of background work, page by page, each as large as is right when its turn comes. Ends early once signals wait, a
 * rebalance has begun or the service is to stop. The reader is one question ahead, so what comes in waits for up to two
 * pages; and the time from a page's turn to the next one's is that of the page before, which the first one does not have.
 */
export class Pages<T> implements Iterable<readonly T[]> {
  handedOut = 0;
  readonly #accounts: readonly T[];
  readonly #tenure: Holder;
  readonly #clock: Clock;

  constructor(accounts: readonly T[], tenure: Holder, clock: Clock) {
    this.#accounts = accounts;
    this.#tenure = tenure;
    this.#clock = clock;
  }

  *[Symbol.iterator](): Generator<readonly T[]> {
    while (this.handedOut < this.#accounts.length) {
      const from = this.handedOut;
      this.handedOut = Math.min(from + this.#tenure.pageSize.accounts, this.#accounts.length);
      const startedAt = this.#clock.now();
      yield this.#accounts.slice(from, this.handedOut);
      if (from > 0) this.#tenure.pageSize.worked(elapsedMs(startedAt, this.#clock.now()));
      const { open, paused, stopping } = this.#tenure;
      if (open.records > 0 || paused || stopping) return;
    }
  }
}

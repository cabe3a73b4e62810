import type { Clock } from '@bellwether/runtime';
import { elapsedMs } from './elapsed.ts';
import type { Tenure } from './tenure.ts';

/** Long enough that questions and answers overlap, short enough that `control.tenants` is still looked at. */
export const PAGES_TOGETHER_MAX = 4;

/**
 * Accounts of background work, page by page, each as large as is right when its turn comes. Ends early once signals wait:
 * they wait for the page that is being asked about and for the one before, which is being published.
 */
export class Pages<T> implements Iterable<readonly T[]> {
  handedOut = 0;
  readonly #accounts: readonly T[];
  readonly #tenure: Pick<Tenure, 'pages' | 'open'>;
  readonly #clock: Clock;

  constructor(accounts: readonly T[], tenure: Pick<Tenure, 'pages' | 'open'>, clock: Clock) {
    this.#accounts = accounts;
    this.#tenure = tenure;
    this.#clock = clock;
  }

  *[Symbol.iterator](): Generator<readonly T[]> {
    while (this.handedOut < this.#accounts.length) {
      const from = this.handedOut;
      this.handedOut = Math.min(from + this.#tenure.pages.accounts, this.#accounts.length);
      const startedAt = this.#clock.now();
      yield this.#accounts.slice(from, this.handedOut);
      this.#tenure.pages.worked(elapsedMs(startedAt, this.#clock.now()));
      if (this.#tenure.open.records > 0) return;
    }
  }
}

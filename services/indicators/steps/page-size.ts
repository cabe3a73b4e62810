import type { IndicatorsSettings } from '../ports.ts';

type PageSettings = Pick<IndicatorsSettings, 'pageAccounts' | 'pageAccountsMax' | 'pageMs'>;

/**
 * How many accounts a page of background work takes. Live signals wait for what is under way, so it is small while there are
 * some. Most of what a small page costs is the planning of its queries: while nobody waits it doubles, as long as it stays short.
 */
export class PageSize {
  readonly #settings: PageSettings;
  #accounts: number;

  constructor(settings: PageSettings) {
    this.#settings = settings;
    this.#accounts = settings.pageAccounts;
  }

  get accounts(): number {
    return this.#accounts;
  }

  /** A page of this size took so long, from its turn to the next one's. */
  worked(durationMs: number): void {
    const { pageAccountsMax, pageMs } = this.#settings;
    if (durationMs < pageMs) this.#accounts = Math.min(2 * this.#accounts, pageAccountsMax);
  }

  /** Signals have come in between. */
  interrupted(): void {
    this.#accounts = this.#settings.pageAccounts;
  }
}

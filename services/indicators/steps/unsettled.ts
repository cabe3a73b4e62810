import { accountKey, type Instant } from '@bellwether/domain';
import type { NextOffset, RecordBatch } from '@bellwether/kafka';
import { elapsedMs } from './elapsed.ts';
import type { MicroBatch } from './micro-batch.ts';
import { type Touched, touchedTwice } from './touched.ts';

/**
 * What has landed and is not yet evaluated and committed: of one micro-batch when live, of several while a backlog lasts,
 * since an account that every one of them touches is then evaluated once. What is lost with the process is read again.
 */
export class Unsettled {
  facts = 0;
  /** The newest batch: commits go through it, as it knows its generation. */
  newest: RecordBatch | null = null;
  readonly #touched = new Map<string, Touched>();
  readonly #next = new Map<string, NextOffset>();
  readonly #since: Instant;

  constructor(since: Instant) {
    this.#since = since;
  }

  add(batch: MicroBatch, touched: readonly Touched[], facts: number): void {
    this.newest = batch.newest;
    this.facts += facts;
    for (const next of batch.nextOffsets()) this.#next.set(`${next.topic}/${next.partition}`, next);
    for (const account of touched) {
      const key = accountKey(account);
      const before = this.#touched.get(key);
      this.#touched.set(key, before ? touchedTwice(before, account) : account);
    }
  }

  get accounts(): number {
    return this.#touched.size;
  }

  ageMs(now: Instant): number {
    return elapsedMs(this.#since, now);
  }

  touched(): Touched[] {
    return [...this.#touched.values()];
  }

  /** The next offset of every partition in it. */
  nextOffsets(): NextOffset[] {
    return [...this.#next.values()];
  }
}

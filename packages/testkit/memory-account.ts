import {
  type AccountRef,
  type BucketRef,
  type Day,
  dayOf,
  type Evaluation,
  type Indicator,
  type Instant,
  type ReadText,
} from '@bellwether/domain';
import { evaluateNaively } from './oracles/evaluate.ts';
import { type History, historyOf, lastReceived } from './oracles/history.ts';
import type { Signal } from './oracles/signals.ts';

/** Topics evaluated from their buckets; all others from the facts themselves. */
const BUCKETED = new Set(['signals.login', 'signals.feature-use']);

interface Bucket {
  readonly day: Day;
  readonly topic: string;
  readonly epoch: number;
  /** The facts that were there when the bucket was computed, each once. */
  readonly facts: readonly Signal[];
  readonly receivedSum: bigint;
}

/**
 * One account of the memory store. As in ClickHouse, the version counts a fact only once its bucket was recomputed, and
 * a bucket computed from fewer facts never replaces one computed from more under the same epoch.
 */
export class MemoryAccount {
  readonly ref: AccountRef;
  live: Evaluation | null = null;
  readonly closes = new Map<Day, Evaluation>();
  readonly #copies = new Map<string, Signal[]>();
  readonly #readings = new Map<string, ReadText>();
  readonly #buckets = new Map<string, Bucket>();
  #history: History | null = null;

  constructor({ tenantId, accountId }: AccountRef) {
    this.ref = { tenantId, accountId };
  }

  get hasFacts(): boolean {
    return [...this.#buckets.values()].some((b) => b.facts.length > 0);
  }

  /** The day of the first fact in a bucket. */
  get firstDay(): Day | null {
    const days = [...this.#buckets.values()].filter((b) => b.facts.length > 0).map((b) => b.day);
    return days.sort()[0] ?? null;
  }

  land(signal: Signal): void {
    const key = bucketKey(signal.topic, dayOf(signal.occurredAt));
    const copies = this.#copies.get(key);
    if (copies) copies.push(signal);
    else this.#copies.set(key, [signal]);
    this.#history = null;
  }

  landReading(read: ReadText): void {
    const key = textKey(read.text, read.statedLanguage);
    const held = this.#readings.get(key);
    if (held && held.readerVersion > read.readerVersion) return;
    this.#readings.set(key, read);
    this.#history = null;
  }

  recompute({ topic, day }: BucketRef, epoch: number): void {
    const key = bucketKey(topic, day);
    const facts = lastReceived(this.#copies.get(key) ?? []);
    const receivedSum = facts.reduce((sum, f) => sum + BigInt(f.receivedAt), 0n);
    const bucket = { topic, day, epoch, facts, receivedSum };
    const held = this.#buckets.get(key);
    if (held && isNewer(held, bucket)) return;
    this.#buckets.set(key, bucket);
    this.#history = null;
  }

  evaluate(asOf: Instant, epoch: number, indicators: readonly Indicator[]): Evaluation | null {
    const buckets = [...this.#buckets.values()].filter((b) => b.facts.length > 0 && b.day <= dayOf(asOf));
    this.#history ??= historyOf(
      this.#visibleFacts(),
      (text, language) => this.#readings.get(textKey(text, language))?.reading ?? null,
    );
    const evaluation = evaluateNaively(this.#history, asOf, epoch, indicators);
    if (buckets.length === 0 || evaluation === null) return null;
    const facts = buckets.reduce((sum, b) => sum + b.facts.length, 0);
    const receivedSum = buckets.reduce((sum, b) => sum + b.receivedSum, 0n);
    return { ...evaluation, version: { epoch, facts, receivedSum, asOf } };
  }

  /** Every fact that ever landed, once. */
  facts(): Signal[] {
    return [...this.#copies.values()].flatMap(lastReceived);
  }

  #visibleFacts(): Signal[] {
    const bucketed = [...this.#buckets.values()].filter((b) => BUCKETED.has(b.topic)).flatMap((b) => b.facts);
    return [...bucketed, ...this.facts().filter((s) => !BUCKETED.has(s.topic))];
  }
}

function textKey(text: string, statedLanguage: string | null): string {
  return JSON.stringify([statedLanguage ?? '', text]);
}

function bucketKey(topic: string, day: Day): string {
  return `${topic}|${day}`;
}

function isNewer(a: Bucket, b: Bucket): boolean {
  if (a.epoch !== b.epoch) return a.epoch > b.epoch;
  if (a.facts.length !== b.facts.length) return a.facts.length > b.facts.length;
  return a.receivedSum > b.receivedSum;
}

import type { AccountRef } from '../keys.ts';
import type { ReadText } from '../texts/open-text.ts';
import type { Day, Instant } from '../time/days.ts';
import type { IndicatorChange } from './change.ts';
import type { Evaluation, EvaluationRequest } from './evaluation.ts';

/** What the pipeline needs to know of a signal; its other fields stay in the wire bytes. */
export interface FactEnvelope extends AccountRef {
  readonly eventId: string;
  readonly occurredAt: Instant;
  readonly receivedAt: Instant;
}

/** A signal as it arrived: the envelope to route by, and the registry-framed Avro bytes to store. */
export interface WireFact extends FactEnvelope {
  readonly wire: Uint8Array;
}

/** One row of `account_days`: what one source said about one account on one UTC day. */
export interface BucketRef extends AccountRef {
  /** The signals topic, e.g. `signals.login`. */
  readonly topic: string;
  readonly day: Day;
}

/**
 * `refused`: the store read the bytes and could not make rows of them; nothing may be assumed to have landed
 * and trying again cannot help. Everything else (store down, full, busy) is thrown.
 */
export type LandOutcome =
  | { readonly kind: 'landed' }
  | { readonly kind: 'refused'; readonly code: number; readonly detail: string };

export interface RecordedVector {
  readonly live: Evaluation;
  /** Closes are recorded up to and including this day under `live.version.epoch`; null: none. */
  readonly closedThrough: Day | null;
}

/** Whose accounts are asked for, if they have not been recorded under the epoch. */
export interface DueAccounts {
  readonly tenantId: string;
  readonly epoch: number;
  readonly partitions: readonly number[];
}

/** The tenant's epoch at the time of the call. */
export type EpochOf = (tenantId: string) => number;

/**
 * Facts, buckets and recorded vectors. Every write is an upsert: repeating it, or doing it late from a
 * process that no longer owns the account, changes nothing.
 */
export interface FactStore {
  /** Stores facts of one topic, last received wins per (tenant, account, day, eventId). */
  land(topic: string, facts: readonly WireFact[]): Promise<LandOutcome>;
  /** True when a known-good message of the topic can be read: the schema path works, so a refusal is the data's. */
  probe(topic: string): Promise<boolean>;
  /**
   * Stores what was read in open texts, without the texts. A reading belongs to every fact of the account with that
   * text and stated language, whenever it lands; of several the highest reader version wins.
   */
  landReadings(texts: readonly ReadText[]): Promise<void>;
  /** Recomputes buckets from the deduplicated facts; an emptied one becomes zero. */
  recompute(buckets: readonly BucketRef[], epochOf: EpochOf): Promise<void>;
  /**
   * Versions are read before values, so an old value never carries a new count. Same order as asked; null
   * for an account with no fact up to as-of's day.
   */
  evaluate(requests: readonly EvaluationRequest[], epochOf: EpochOf): Promise<(Evaluation | null)[]>;
  /**
   * The UTC day of each account's first fact in its buckets; null where there is none. Same order as asked. Closes before it
   * do not exist and need not be asked about.
   */
  firstDays(accounts: readonly AccountRef[]): Promise<(Day | null)[]>;
  /** The newest recorded vector of each account; null where none is. Same order as asked. */
  recorded(accounts: readonly AccountRef[]): Promise<(RecordedVector | null)[]>;
  /** Records closes first, then vectors, so that a crash between leaves closes to be evaluated again. */
  record(changes: readonly IndicatorChange[]): Promise<void>;
  /** Accounts in these partitions that have, or had, a fact; ordered by tenant and account, after `after`. */
  owned(partitions: readonly number[], after: AccountRef | null, limit: number): Promise<AccountRef[]>;
  /** Accounts of the tenant in these partitions whose recorded epoch is below `epoch`, or that have none; ordered, after `after`. */
  due(asked: DueAccounts, after: AccountRef | null, limit: number): Promise<AccountRef[]>;
}

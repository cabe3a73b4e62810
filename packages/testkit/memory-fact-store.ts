import {
  type AccountRef,
  accountKey,
  type BucketRef,
  type Close,
  type ComposedSource,
  carriedSources,
  carryOver,
  compareVersions,
  composeEvaluation,
  type Day,
  type DueAccounts,
  type EpochOf,
  type Evaluation,
  type EvaluationRequest,
  type FactStore,
  type Indicator,
  type IndicatorChange,
  type LandOutcome,
  type ReadText,
  type RecordedVector,
  readAnewIfChurned,
  type WireFact,
} from '@bellwether/domain';
import { partitionOf } from '@bellwether/kafka';
import { MemoryAccount } from './memory-account.ts';
import { compareBytes } from './oracles/history.ts';
import type { Signal } from './oracles/signals.ts';
import { TEST_INDICATORS } from './test-indicators.ts';

/** CANNOT_READ_ALL_DATA, ClickHouse's code for bytes that end early. */
const UNREADABLE = 33;

export interface MemoryFactStoreOptions {
  /** The signal in the wire bytes, in field names of the schema; throws when they hold none. Default: JSON. */
  readonly decode?: (topic: string, wire: Uint8Array) => object;
  /** Only these are evaluated; fewer are faster. Default: all. */
  readonly indicators?: readonly Indicator[];
}

/** {@link FactStore} in memory, evaluated by the oracles: the sibling that tests of the pipeline run against. */
export class MemoryFactStore implements FactStore {
  readonly #accounts = new Map<string, MemoryAccount>();
  readonly #indicators: readonly Indicator[];
  readonly #sources: readonly ComposedSource[];
  readonly #decode: (topic: string, wire: Uint8Array) => object;

  constructor({ decode = decodeJson, indicators = TEST_INDICATORS }: MemoryFactStoreOptions = {}) {
    this.#decode = decode;
    this.#indicators = indicators;
    this.#sources = composeEvaluation(indicators).sources;
  }

  async land(topic: string, facts: readonly WireFact[]): Promise<LandOutcome> {
    const signals: Signal[] = [];
    for (const fact of facts) {
      try {
        signals.push({ ...this.#decode(topic, fact.wire), topic } as Signal);
      } catch (error) {
        return { kind: 'refused', code: UNREADABLE, detail: String(error) };
      }
    }
    for (const signal of signals) this.#account(signal).land(signal);
    return { kind: 'landed' };
  }

  async probe(_topic: string): Promise<boolean> {
    return true;
  }

  async landReadings(texts: readonly ReadText[]): Promise<void> {
    for (const read of texts) this.#account(read).landReading(read);
  }

  async recompute(buckets: readonly BucketRef[], epochOf: EpochOf): Promise<void> {
    for (const bucket of buckets) this.#account(bucket).recompute(bucket, epochOf(bucket.tenantId));
  }

  async evaluate(requests: readonly EvaluationRequest[], epochOf: EpochOf): Promise<(Evaluation | null)[]> {
    return requests.map((request) => {
      const account = this.#accounts.get(accountKey(request));
      const fresh = account?.evaluate(request.asOf, epochOf(request.tenantId), this.#indicators) ?? null;
      if (!fresh || fresh.profile.churnedAt !== null) return fresh;
      const { after } = readAnewIfChurned(request);
      if (!after) return fresh;
      const carried = carriedSources(this.#sources, fresh.version.facts, after);
      return carryOver(fresh, after.evaluation, carried);
    });
  }

  async firstDays(accounts: readonly AccountRef[]): Promise<(Day | null)[]> {
    return accounts.map((ref) => this.#accounts.get(accountKey(ref))?.firstDay ?? null);
  }

  async recorded(accounts: readonly AccountRef[]): Promise<(RecordedVector | null)[]> {
    return accounts.map((ref) => {
      const account = this.#accounts.get(accountKey(ref));
      if (!account?.live) return null;
      const { epoch } = account.live.version;
      const days = [...account.closes].filter(([, e]) => e.version.epoch === epoch).map(([day]) => day);
      return { live: account.live, closedThrough: days.sort().at(-1) ?? null };
    });
  }

  async record(changes: readonly IndicatorChange[]): Promise<void> {
    for (const change of changes) {
      const account = this.#account(change);
      for (const { day, evaluation } of change.closes) {
        if (!supersededBy(evaluation, account.closes.get(day))) account.closes.set(day, evaluation);
      }
      if (!supersededBy(change.live, account.live)) account.live = change.live;
    }
  }

  async owned(partitions: readonly number[], after: AccountRef | null, limit: number): Promise<AccountRef[]> {
    return this.#inPartitions(partitions)
      .filter(({ ref }) => after === null || compareRefs(ref, after) > 0)
      .slice(0, limit)
      .map(({ ref }) => ref);
  }

  async due(
    { tenantId, epoch, partitions }: DueAccounts,
    after: AccountRef | null,
    limit: number,
  ): Promise<AccountRef[]> {
    return this.#inPartitions(partitions)
      .filter(({ ref, live }) => ref.tenantId === tenantId && (live === null || live.version.epoch < epoch))
      .filter(({ ref }) => after === null || compareRefs(ref, after) > 0)
      .slice(0, limit)
      .map(({ ref }) => ref);
  }

  /** For assertions: every fact once, recomputed or not. */
  facts(): Signal[] {
    return [...this.#accounts.values()].flatMap((account) => account.facts());
  }

  /** For assertions: the recorded closes of an account, oldest first. */
  closes(ref: AccountRef): Close[] {
    const closes = [...(this.#accounts.get(accountKey(ref))?.closes ?? [])];
    return closes.sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, evaluation]) => ({ day, evaluation }));
  }

  #account(ref: AccountRef): MemoryAccount {
    const key = accountKey(ref);
    const held = this.#accounts.get(key);
    if (held) return held;
    const account = new MemoryAccount(ref);
    this.#accounts.set(key, account);
    return account;
  }

  #inPartitions(partitions: readonly number[]): MemoryAccount[] {
    return [...this.#accounts.values()]
      .filter(({ ref, hasFacts }) => hasFacts && partitions.includes(partitionOf(accountKey(ref))))
      .sort((a, b) => compareRefs(a.ref, b.ref));
  }
}

/** An equal version is applied. */
function supersededBy(evaluation: Evaluation, held: Evaluation | null | undefined): boolean {
  return held != null && compareVersions(evaluation.version, held.version) < 0;
}

function compareRefs(a: AccountRef, b: AccountRef): number {
  return compareBytes(a.tenantId, b.tenantId) || compareBytes(a.accountId, b.accountId);
}

function decodeJson(_topic: string, wire: Uint8Array): object {
  return JSON.parse(new TextDecoder().decode(wire)) as object;
}

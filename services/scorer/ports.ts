import type { Codec } from '@bellwether/contracts';
import type { IndicatorsById, ScorecardVersion, SourceState, Tenant } from '@bellwether/domain';
import type { CompactedTable, PartitionTaker } from '@bellwether/kafka';

export const VECTORS = 'health.indicator-changes';
export const OVERRIDES = 'health.overrides';
export const SCORES = 'health.scores';
export const CHANGES = 'health.score-changes';
export const DEAD_LETTERS = 'control.dead-letters';
/** What the scorer consumes; its group and its transactional ids are named `scorer`. */
export const INPUTS = [VECTORS, OVERRIDES] as const;
export const GROUP = 'scorer';

/** Everything the pipeline touches outside itself. The model of the protocol replaces each by a fake. */
export interface ScorerPorts {
  readonly codec: Codec;
  readonly taker: PartitionTaker;
  readonly tenants: CompactedTable<Tenant>;
  readonly scorecards: CompactedTable<ScorecardVersion>;
  /** `control.data-quality` by tenant and topic. */
  readonly sources: CompactedTable<SourceState>;
  readonly indicators: IndicatorsById;
  /** The partition an account key belongs to (murmur2). */
  readonly partitionOf: (key: string) => number;
  readonly clock: { now(): number };
  readonly pause: (durationMs: number) => Promise<void>;
  readonly journal: ScorerJournal;
}

/** What operators see: counters and logs. Never decides anything. */
export interface ScorerJournal {
  taken(partition: number, accounts: number): void;
  /** One transaction: how many inputs it decided on, how many scores and changes it wrote. */
  committed(inputs: number, scores: number, changes: number): void;
  deadLettered(reason: string): void;
  retrying(partition: number, attempt: number, error: unknown): void;
}

import type { Team } from '../indicators/definition.ts';
import type { AccountRef } from '../keys.ts';
import type { Instant } from '../time/days.ts';
import type { Band } from './bands.ts';
import type { Finding, Flag } from './flags.ts';
import type { FlatProfile } from './flat-profile.ts';
import type { ScoreLine } from './score.ts';

/** Why a change was emitted, the weightiest first. */
export const TRIGGERS = [
  'initial',
  'override',
  'config',
  'band',
  'drop',
  'flag',
  'judgement',
  'watch',
  'step',
] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** What moved a score. */
export type ChangeKind = 'behaviour' | 'judgement' | 'time' | 'config' | 'override' | 'data-gap' | 'initial';

export interface KindDelta {
  readonly kind: ChangeKind;
  readonly deltaTenths: number;
}

export interface ChangeLine extends ScoreLine {
  /** At the change before; null when it had none. */
  readonly previousValue: number | null;
  readonly deltaTenths: number;
  readonly changeKind: ChangeKind;
}

export interface ChangeFinding extends Finding {
  /** Monthly recurring revenue; null when unknown. */
  readonly revenueAtStake: number | null;
}

export interface NextStep {
  readonly indicator: string;
  readonly team: Team;
  readonly step: string;
}

/** One message of `health.score-changes`; schemas/avro/health.score-changes documents every field. */
export interface ScoreChange extends AccountRef, FlatProfile {
  readonly eventId: string;
  readonly sequence: number;
  readonly epoch: number;
  readonly asOf: Instant;
  readonly summary: string;
  readonly trigger: Trigger;
  readonly triggers: readonly Trigger[];
  readonly changeKind: ChangeKind;
  readonly kindDeltas: readonly KindDelta[];
  readonly scoreTenths: number | null;
  readonly computedTenths: number | null;
  readonly previousScoreTenths: number | null;
  readonly band: Band;
  readonly previousBand: Band | null;
  readonly dataTenths: number | null;
  readonly humanTenths: number | null;
  readonly leadingTenths: number | null;
  readonly laggingTenths: number | null;
  readonly previousDataTenths: number | null;
  readonly previousHumanTenths: number | null;
  readonly flags: readonly Flag[];
  readonly flagsAdded: readonly Flag[];
  readonly flagsRemoved: readonly Flag[];
  readonly findings: readonly ChangeFinding[];
  readonly coveragePercent: number;
  readonly missing: readonly string[];
  readonly contributions: readonly ChangeLine[];
  readonly causeIds: readonly string[];
  readonly causeCount: number;
  readonly newestCauseAt: Instant | null;
  readonly nextSteps: readonly NextStep[];
  readonly overrideNote: string | null;
  readonly overrideAuthor: string | null;
  readonly overrideExpiresAt: Instant | null;
  readonly scorecardId: string;
  readonly scorecardVersion: string;
}

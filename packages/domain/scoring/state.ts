import type { IndicatorChange } from '../indicators/change.ts';
import { compareVersions, type Evaluation } from '../indicators/evaluation.ts';
import type { AccountRef } from '../keys.ts';
import { closeOf, type Instant } from '../time/days.ts';
import type { Band } from './bands.ts';
import {
  type CardUsed,
  closesKept,
  firstCloseKept,
  mergeCloses,
  type ScoredClose,
  type ScoringRules,
  scoreClose,
  thinned,
} from './closes.ts';
import type { Drift } from './drift.ts';
import type { Flag } from './flags.ts';
import { type Override, prunedOverrides, withOverride } from './override.ts';
import type { ScoreLine } from './score.ts';
import type { HoleValue } from './silence.ts';

/**
 * What later decisions must know of the last one, emitted or not. The version of the scorecard it was scored with is never followed by a
 * lower one.
 */
export interface Decided extends CardUsed {
  readonly epoch: number;
  readonly asOf: Instant;
  readonly dropping: boolean;
}

export type EmittedLine = Pick<ScoreLine, 'id' | 'kind' | 'group' | 'value' | 'tenths'>;

/** What deltas are measured against. */
export interface Emitted extends CardUsed {
  readonly epoch: number;
  readonly asOf: Instant;
  readonly scoreTenths: number | null;
  readonly dataTenths: number | null;
  readonly humanTenths: number | null;
  readonly band: Band;
  /** Since when that band has been told; null where it was the first, or follows a time without a score. */
  readonly bandSince: Instant | null;
  readonly flags: readonly Flag[];
  /** eventId of the override in force. */
  readonly override: string | null;
  readonly coveragePercent: number;
  /** Of the vector: equal sums mean that no fact came in since. */
  readonly facts: number;
  readonly receivedSum: bigint;
  readonly contributions: readonly EmittedLine[];
}

/** The scorer's state of one account. */
export interface ScoreState extends AccountRef {
  /** Counts the records written of this account, from 1. */
  readonly revision: number;
  /** Of the last emitted change; 0 before the first. Never reset. */
  readonly sequence: number;
  /** The last applied vector; null when only overrides have arrived. */
  readonly live: Evaluation | null;
  /** Of the last 59 days, oldest first: the 30 that may still be corrected, each with the 29 its band looks back on. */
  readonly closes: readonly ScoredClose[];
  /** By (createdAt, eventId): the one in force at the oldest close kept, and all later ones. */
  readonly overrides: readonly Override[];
  readonly decided: Decided | null;
  readonly emitted: Emitted | null;
  /** Since `emitted`; lines that did not drift are left out. */
  readonly drift: readonly Drift[];
  /** Watched indicators that crossed their threshold in a decision that was held back. */
  readonly unsaid: readonly string[];
  /** What the silence of a quiet source has done since `emitted`, in the order of the vector. */
  readonly hole: readonly HoleValue[];
}

export function emptyState({ tenantId, accountId }: AccountRef): ScoreState {
  return {
    tenantId,
    accountId,
    revision: 0,
    sequence: 0,
    live: null,
    closes: [],
    overrides: [],
    decided: null,
    emitted: null,
    drift: [],
    unsaid: [],
    hole: [],
  };
}

/**
 * Takes what is news in a vector message: the live vector unless lower than the state's, each close unless lower than
 * the one kept of its day. Null when nothing was. A higher epoch starts anew: its message brings every close again.
 */
export function applyVector(
  state: ScoreState,
  change: IndicatorChange,
  rules: ScoringRules,
): ScoreState | null {
  const before = state.live;
  const newEpoch = before !== null && change.live.version.epoch > before.version.epoch;
  const applies = before === null || compareVersions(change.live.version, before.version) >= 0;
  const live = applies ? change.live : before;
  const kept = newEpoch ? [] : state.closes;
  const arrived = change.closes
    .filter((close) => close.evaluation.version.epoch === live.version.epoch)
    .map((close) => scoreClose(rules, state.tenantId, close));
  const merged = mergeCloses(kept, arrived);
  const unchanged =
    !applies && merged.every((close, at) => close === kept[at]) && merged.length === kept.length;
  if (unchanged) return null;
  const asOf = newEpoch ? live.version.asOf : asOfAtLeast(state, live.version.asOf);
  return {
    ...state,
    live,
    closes: thinned(closesKept(merged, asOf)),
    overrides: prunedOverrides(state.overrides, closeOf(firstCloseKept(asOf))),
  };
}

/** Adds an override in its place; null when the state has it or an earlier copy of it, or a later one hides it. */
export function applyOverride(state: ScoreState, override: Override): ScoreState | null {
  const asOf = state.decided?.asOf ?? state.live?.version.asOf ?? null;
  const from = asOf === null ? Number.NEGATIVE_INFINITY : closeOf(firstCloseKept(asOf));
  const overrides = withOverride(state.overrides, override, from);
  return overrides.includes(override) ? { ...state, overrides } : null;
}

/** Within an epoch the instant decisions are about never goes back. */
export function asOfAtLeast(state: ScoreState, asOf: Instant): Instant {
  const decided = state.decided;
  const sameEpoch = decided !== null && decided.epoch === state.live?.version.epoch;
  return sameEpoch ? Math.max(decided.asOf, asOf) : asOf;
}

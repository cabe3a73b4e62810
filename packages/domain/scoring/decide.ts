import type { SourceState } from '../data-quality/source-state.ts';
import type { IndicatorChange } from '../indicators/change.ts';
import { standsAt, standsStill } from '../indicators/churned.ts';
import type { AccountRef } from '../keys.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { Instant } from '../time/days.ts';
import { type Announcement, announcementOf } from './announcement.ts';
import type { ScoreChange } from './change.ts';
import {
  type CardUsed,
  requireCard,
  requireScorecard,
  requireScorecardAt,
  type ScoringRules,
} from './closes.ts';
import { type CausedBy, composeChange, emittedOf } from './compose.ts';
import { driftOf } from './drift.ts';
import { hear } from './held.ts';
import type { Override } from './override.ts';
import type { Scorecard } from './scorecard.ts';
import { scorecardFor } from './scorecard-set.ts';
import { compareScorecards, type ScorecardVersion, scorecardKey } from './scorecard-version.ts';
import {
  applyOverride,
  applyVector,
  asOfAtLeast,
  type Decided,
  emptyState,
  type ScoreState,
} from './state.ts';
import { encodeState } from './state-codec.ts';
import { atOnceOf, crossedOf, firstTriggersOf, type Judged, stillUnsaid } from './triggers.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** What can move a score. At an `override-turn` one runs out or begins; `rescore`: a scorecard came into force `at`. */
export type ScorerInput =
  | { readonly kind: 'vector'; readonly change: IndicatorChange }
  | { readonly kind: 'override'; readonly override: Override }
  | { readonly kind: 'override-turn'; readonly at: Instant }
  | { readonly kind: 'rescore'; readonly at: Instant };

export interface DecisionContext extends ScoringRules {
  /** As read to the end of `control.tenants`. */
  readonly tenant: Tenant;
  /** The tenant's rows of `control.data-quality`, as read to its end. */
  readonly sources: readonly SourceState[];
  /** UUIDv5 of (tenant, account, sequence). */
  readonly idOf: (account: AccountRef, sequence: number) => string;
}

/** `state` is the very object given when nothing changed; then there is nothing to write. */
export interface Decision {
  readonly state: ScoreState | null;
  /** Null when the input was only recorded (the tenant is importing, the account due) or ignored. */
  readonly verdict: Verdict | null;
  readonly change: ScoreChange | null;
}

/** A vector of an epoch that `control.tenants` does not know yet: read it to its end and try again. */
export class EpochUnknown extends Error {
  readonly code = 'epoch-unknown';
  readonly retryable = true;
}

/**
 * The whole decision on one account. Lower versions and lower epochs are ignored; while the tenant imports nothing is
 * decided (overrides are kept for later); the first decision under an epoch that ended an import is `initial`.
 *
 * @throws EpochUnknown | ScorecardUnknown when control topics have to be read further first
 */
export function decide(state: ScoreState | null, input: ScorerInput, ctx: DecisionContext): Decision {
  const before = state ?? emptyState(accountOf(input, ctx));
  const after = apply(before, input, ctx);
  if (after === null) return { state, verdict: null, change: null };
  const decidable = !ctx.tenant.importing && after.live?.version.epoch === ctx.tenant.epoch;
  const decision = decidable
    ? judge(before, after, input, ctx)
    : { state: after, verdict: null, change: null };
  if (encodeState(decision.state) === encodeState(before)) return { ...decision, state };
  return { ...decision, state: { ...decision.state, revision: before.revision + 1 } };
}

/** The verdict on a state as it stands, without a decision; null before the account's first vector. */
export function standing(state: ScoreState, rules: ScoringRules): Verdict | null {
  if (state.live === null) return null;
  const asOf = state.decided?.asOf ?? state.live.version.asOf;
  const version = state.decided
    ? requireScorecard(rules, state.decided.scorecard)
    : requireScorecardAt(rules, state.tenantId, asOf);
  const card = scorecardFor(version.scorecards, state.live.profile);
  return verdictOf({ ...state, live: state.live, asOf, scorecard: scorecardKey(version), card, rules });
}

function accountOf(input: ScorerInput, ctx: DecisionContext): AccountRef {
  if (input.kind === 'vector') return input.change;
  if (input.kind === 'override') return input.override;
  throw new Error(`${input.kind} of an account without state in ${ctx.tenant.tenantId}`);
}

function apply(before: ScoreState, input: ScorerInput, ctx: DecisionContext): ScoreState | null {
  const { tenant } = ctx;
  if (input.kind === 'override') return applyOverride(before, input.override);
  if (tenant.importing) return null;
  if (input.kind !== 'vector') return before.live === null ? null : before;
  const { epoch } = input.change.live.version;
  if (epoch > tenant.epoch) throw new EpochUnknown(`epoch ${epoch} of ${tenant.tenantId} is not known here`);
  return epoch < tenant.epoch ? null : applyVector(before, input.change, ctx);
}

function judge(before: ScoreState, after: ScoreState, input: ScorerInput, ctx: DecisionContext) {
  const asOf = asOfOf(after, input, ctx.tenant);
  const live = after.live!;
  const version = versionFor(after, asOf, ctx);
  const card = scorecardFor(version.scorecards, live.profile);
  const used: CardUsed = { scorecard: scorecardKey(version), card: card.id };
  const under = (scorecard: string, by: Scorecard) =>
    verdictOf({ ...after, live, asOf, scorecard, card: by, rules: ctx });
  const underOther = (other: CardUsed) =>
    other.scorecard === used.scorecard && other.card === used.card
      ? null
      : under(other.scorecard, requireCard(ctx, other));
  const verdict = under(used.scorecard, card);
  const initial = isInitial(before, verdict, ctx.tenant);
  const emitted = initial ? null : before.emitted;
  const underOldCard = emitted && underOther(before.decided!);
  const judged = { before, after, verdict, card, underOldCard };
  const { band, triggers }: Announcement = emitted
    ? announcementOf(judged, before.decided!, emitted, atOnceOf(judged, emitted))
    : { band: verdict.band, triggers: firstTriggersOf(judged, isNews(input, ctx.tenant)) };
  const drift = driftOf(before, after, verdict.contributions, card, ctx);
  const underEmittedCard = () => emitted && underOther(emitted);
  const asked = { judged, triggers, drift, underEmittedCard, sources: sourcesOf(ctx), rules: ctx };
  const hearing = emitted && hear({ ...asked, emitted, decided: before.decided! });
  const held = hearing?.held ?? false;
  const decided = decidedOf(judged, used, held);
  if (triggers.length === 0 || held) {
    const kept = { decided, drift, unsaid: unsaidOf(judged, held), hole: hearing?.hole ?? [] };
    return { state: { ...after, ...kept }, verdict, change: null };
  }
  const change = composeChange({
    judged,
    band,
    triggers,
    emitted,
    underEmittedCard: underEmittedCard(),
    drift,
    causes: causesOf(input, before),
    eventId: ctx.idOf(after, after.sequence + 1),
    rules: ctx,
  });
  const state = {
    ...after,
    sequence: change.sequence,
    decided,
    emitted: emittedOf(verdict, band, after, emitted),
    drift: [],
    unsaid: [],
    hole: [],
  };
  return { state, verdict, change };
}

/** A frozen tenant has no source that could be quiet now. */
function sourcesOf({ tenant, sources }: DecisionContext): readonly SourceState[] {
  return tenant.asOf === null ? sources : [];
}

/** A drop that was held back has not been told of. */
function decidedOf({ before, verdict }: Judged, used: CardUsed, held: boolean): Decided {
  const { epoch, asOf } = verdict;
  const dropping = verdict.dropping && (!held || before.decided!.dropping);
  return { epoch, asOf, ...used, dropping };
}

function unsaidOf(judged: Judged, held: boolean): string[] {
  return [...new Set([...stillUnsaid(judged), ...(held ? crossedOf(judged) : [])])].sort();
}

/** A frozen tenant stays at its close; else the newest instant that anything applied so far speaks of. */
function asOfOf(state: ScoreState, input: ScorerInput, tenant: Tenant): Instant {
  const reached = asOfAtLeast(state, state.live!.version.asOf);
  if (tenant.asOf !== null || input.kind === 'vector') return reached;
  return Math.max(reached, input.kind === 'override' ? input.override.createdAt : input.at);
}

/**
 * In force at the instant, but never a lower one than the account was scored with in this epoch; of a churned account the
 * one that was in force when it did.
 */
function versionFor(state: ScoreState, asOf: Instant, ctx: DecisionContext): ScorecardVersion {
  const { profile } = state.live!;
  const inForce = requireScorecardAt(ctx, state.tenantId, standsAt(profile, asOf));
  if (state.decided === null || state.decided.epoch !== state.live!.version.epoch) return inForce;
  const used = requireScorecard(ctx, state.decided.scorecard);
  if (standsStill(profile, asOf)) return inForce;
  return compareScorecards(used, inForce) > 0 ? used : inForce;
}

function isInitial(before: ScoreState, verdict: Verdict, tenant: Tenant): boolean {
  if (before.decided === null) return true;
  const ended = tenant.importEndedEpoch;
  return ended !== null && before.decided.epoch < ended && verdict.epoch >= ended;
}

/** An import scores a whole fleet at once, and what the clock or a rebuild evaluates has been there before. */
function isNews(input: ScorerInput, { importEndedEpoch, changedAt }: Tenant): boolean {
  const receivedAt = input.kind === 'vector' ? input.change.causes.newestReceivedAt : null;
  return receivedAt !== null && (importEndedEpoch === null || receivedAt > changedAt);
}

function causesOf(input: ScorerInput, before: ScoreState): CausedBy {
  if (input.kind === 'vector') {
    const { eventIds, count, newestReceivedAt } = input.change.causes;
    return { causeIds: eventIds, causeCount: count, newestCauseAt: newestReceivedAt };
  }
  if (input.kind === 'override')
    return { causeIds: [input.override.eventId], causeCount: 1, newestCauseAt: input.override.createdAt };
  if (input.kind === 'rescore') return { causeIds: [], causeCount: 0, newestCauseAt: null };
  const turned = before.overrides.findLast((o) => o.expiresAt === input.at || o.createdAt === input.at);
  return { causeIds: turned ? [turned.eventId] : [], causeCount: turned ? 1 : 0, newestCauseAt: null };
}

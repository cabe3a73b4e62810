import type { Band } from './bands.ts';
import type { ChangeKind, ChangeLine, KindDelta, ScoreChange, Trigger } from './change.ts';
import { lensesOf, type ScoringRules } from './closes.ts';
import { deltasOf, kindDeltasOf, valuesIn } from './deltas.ts';
import { type Drift, sameFacts } from './drift.ts';
import { flatProfile } from './flat-profile.ts';
import { nextStepsOf } from './next-steps.ts';
import type { Emitted, ScoreState } from './state.ts';
import { flagsOf, type Judged } from './triggers.ts';
import type { Verdict } from './verdict.ts';
import { summaryOf } from './words.ts';

export interface CausedBy {
  readonly causeIds: readonly string[];
  readonly causeCount: number;
  readonly newestCauseAt: number | null;
}

export interface Composition {
  readonly judged: Judged;
  /** The one to tell: see toldBand. */
  readonly band: Band;
  readonly triggers: readonly Trigger[];
  /** The last emitted change; null makes this one initial. */
  readonly emitted: Emitted | null;
  /** Under the scorecard of the last emitted change, where that was another one. */
  readonly underEmittedCard: Verdict | null;
  readonly drift: readonly Drift[];
  readonly causes: CausedBy;
  readonly eventId: string;
  readonly rules: ScoringRules;
}

/** The event, a pure function of the decision: no wall clock, no chance, so the same decision has the same bytes. */
export function composeChange(c: Composition): ScoreChange {
  const { verdict, after } = c.judged;
  const { emitted } = c;
  const live = after.live!;
  const factsSame = emitted !== null && sameFacts(emitted, live.version);
  const contributions = deltasOf({
    now: verdict.contributions,
    valueNow: valuesIn(live),
    emitted,
    underEmittedCard: c.underEmittedCard?.contributions ?? null,
    factsSame,
    drift: c.drift,
    rules: c.rules,
  });
  const kindDeltas = kindDeltasOf(contributions);
  const flags = flagsOf(verdict);
  const change = {
    eventId: c.eventId,
    tenantId: after.tenantId,
    accountId: after.accountId,
    sequence: after.sequence + 1,
    epoch: verdict.epoch,
    asOf: verdict.asOf,
    trigger: c.triggers[0]!,
    triggers: c.triggers,
    changeKind: changeKindOf(c, contributions, kindDeltas, factsSame),
    kindDeltas,
    scoreTenths: verdict.scoreTenths,
    computedTenths: verdict.computedTenths,
    previousScoreTenths: emitted?.scoreTenths ?? null,
    band: c.band,
    previousBand: emitted?.band ?? null,
    ...lensesOf(verdict),
    previousDataTenths: emitted?.dataTenths ?? null,
    previousHumanTenths: emitted?.humanTenths ?? null,
    flags,
    flagsAdded: flags.filter((flag) => !emitted?.flags.includes(flag)),
    flagsRemoved: emitted?.flags.filter((flag) => !flags.includes(flag)) ?? [],
    findings: verdict.findings.map((finding) => ({ ...finding, revenueAtStake: live.profile.mrr })),
    coveragePercent: verdict.coveragePercent,
    missing: verdict.missing,
    contributions,
    ...c.causes,
    nextSteps: nextStepsOf(contributions, flags, verdict.worries, live.proposals, c.rules.indicators),
    overrideNote: verdict.override?.note ?? null,
    overrideAuthor: verdict.override?.author ?? null,
    overrideExpiresAt: verdict.override?.expiresAt ?? null,
    ...flatProfile(live.profile),
    scorecardId: verdict.scorecardId,
    scorecardVersion: verdict.scorecard,
  };
  return { ...change, summary: summaryOf(change) };
}

/** What the next change will be measured against. */
export function emittedOf(verdict: Verdict, band: Band, state: ScoreState, before: Emitted | null): Emitted {
  const { facts, receivedSum } = state.live!.version;
  const {
    epoch,
    asOf,
    scorecard,
    scorecardId: card,
    scoreTenths,
    dataTenths,
    humanTenths,
    coveragePercent,
  } = verdict;
  const isFirst = before === null || before.band === 'insufficient-data' || before.epoch !== epoch;
  return {
    epoch,
    asOf,
    scorecard,
    card,
    scoreTenths,
    dataTenths,
    humanTenths,
    band,
    bandSince: isFirst ? null : before.band === band ? before.bandSince : asOf,
    flags: flagsOf(verdict),
    override: verdict.override?.eventId ?? null,
    coveragePercent,
    facts,
    receivedSum,
    contributions: verdict.contributions.map(({ id, kind, group, value, tenths }) => {
      return { id, kind, group, value, tenths };
    }),
  };
}

/** The kind of the largest part; when no line moved, what the triggers and the facts say. */
function changeKindOf(
  c: Composition,
  lines: readonly ChangeLine[],
  deltas: readonly KindDelta[],
  factsSame: boolean,
): ChangeKind {
  if (c.emitted === null) return 'initial';
  if ((c.emitted.scoreTenths === null) !== (c.judged.verdict.scoreTenths === null)) {
    return c.triggers.includes('override') ? 'override' : 'data-gap';
  }
  if (deltas.length > 0) return deltas[0]!.kind;
  for (const kind of ['override', 'config', 'judgement'] as const) if (c.triggers.includes(kind)) return kind;
  if (factsSame) return 'time';
  return lines.find((l) => l.value !== l.previousValue)?.changeKind ?? 'behaviour';
}

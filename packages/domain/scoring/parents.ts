import type { AccountProfile } from '../indicators/evaluation.ts';
import type { Instant } from '../time/days.ts';
import { type Band, plainBand } from './bands.ts';
import { requireScorecardAt, type ScoringRules } from './closes.ts';
import type { Flag } from './flags.ts';
import type { Scorecard } from './scorecard.ts';
import { scorecardFor } from './scorecard-set.ts';

export type ParentRollUp = Scorecard['parents']['rollUp'];

/** One account below a parent, or the parent's own, as it was judged. */
export interface ParentMember {
  readonly accountId: string;
  readonly scoreTenths: number | null;
  readonly band: Band;
  readonly coveragePercent: number;
  readonly flags: readonly Flag[];
  /** Null where it is not known, which is not 0. */
  readonly mrr: number | null;
  /** It is a customer no more. */
  readonly churned: boolean;
}

/** Whether a member counts, or why it does not. */
export type MemberStanding = 'counted' | 'insufficient-data' | 'mrr-unknown' | 'churned';

export interface StandingMember extends ParentMember {
  readonly standing: MemberStanding;
  /** Of the parent's score, 0 to 1; 0 for what does not count. */
  readonly share: number;
}

/** A parent's health. What a mean hides stands beside it: the worst member, the bands and every flag. */
export interface ParentHealth {
  readonly rollUp: ParentRollUp;
  /** Null when less is known of the members than the scorecard's coverage minimum, or nothing has weight. */
  readonly scoreTenths: number | null;
  /** By the plain thresholds: a parent has no closes of its own, so no band is held. */
  readonly band: Band;
  /** Mean over the members, weighted as the score is. */
  readonly coveragePercent: number;
  /** By accountId. */
  readonly members: readonly StandingMember[];
  /** Of the customers there are, whether they count or not. */
  readonly worst: StandingMember | null;
  readonly atRisk: readonly string[];
  readonly flags: readonly { readonly flag: Flag; readonly accounts: readonly string[] }[];
  /** The sum of what is known; null when nothing is. */
  readonly mrr: number | null;
}

export interface ParentQuestion {
  readonly tenantId: string;
  readonly asOf: Instant;
  readonly members: readonly ParentMember[];
  /** The parent's own, where it is an account: it picks the scorecard. */
  readonly profile: Pick<AccountProfile, 'segment' | 'lifecycleStage'> | null;
  /** Instead of what the scorecard says. */
  readonly rollUp?: ParentRollUp | undefined;
}

/** A parent's health at any instant, under the scorecard it would be scored with itself. */
export function parentAsOf(question: ParentQuestion, rules: ScoringRules): ParentHealth {
  const { scorecards } = requireScorecardAt(rules, question.tenantId, question.asOf);
  const card = scorecardFor(scorecards, question.profile ?? { segment: null, lifecycleStage: null });
  return rolledUp(question.members, question.rollUp ?? card.parents.rollUp, card);
}

/** Weighted mean of the members that count: always between the worst and the best of them. */
export function rolledUp(
  given: readonly ParentMember[],
  rollUp: ParentRollUp,
  card: Pick<Scorecard, 'bands' | 'coverageMinimum'>,
): ParentHealth {
  // Sums of fractions depend on their order.
  const members = given.toSorted(byAccount);
  const customers = members.filter((m) => !m.churned);
  const weightOf = (m: ParentMember) => (rollUp === 'count' ? 1 : (m.mrr ?? 0));
  const counted = customers.filter((m) => standingOf(m, rollUp) === 'counted');
  const coveragePercent = Math.floor(meanBy(customers, weightOf, (m) => m.coveragePercent) ?? 0);
  const mean =
    coveragePercent < card.coverageMinimum ? null : meanBy(counted, weightOf, (m) => m.scoreTenths!);
  const scoreTenths = mean === null ? null : Math.round(mean);
  const weight = scoreTenths === null ? 0 : counted.reduce((sum, m) => sum + weightOf(m), 0);
  const standing = members.map((m): StandingMember => {
    const of = standingOf(m, rollUp);
    return { ...m, standing: of, share: of === 'counted' && weight > 0 ? weightOf(m) / weight : 0 };
  });
  const present = standing.filter((m) => !m.churned);
  const known = customers.flatMap(({ mrr }) => mrr ?? []);
  return {
    rollUp,
    scoreTenths,
    band: scoreTenths === null ? 'insufficient-data' : plainBand(scoreTenths, card),
    coveragePercent,
    members: standing,
    worst: worstOf(present),
    atRisk: present.filter(({ band }) => band === 'at-risk').map(({ accountId }) => accountId),
    flags: flagsOf(present),
    mrr: known.length === 0 ? null : known.reduce((sum, mrr) => sum + mrr, 0),
  };
}

/**
 * All accounts below each parent, at any depth, and the parent itself: a risk two levels down is not hidden by the level
 * between. `parentOf` is by account; one that names itself names nobody.
 */
export function membersByParent(
  parentOf: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const members = new Map<string, Set<string>>();
  for (const account of parentOf.keys()) {
    const seen = new Set([account]);
    for (
      let above = parentOf.get(account);
      above !== undefined && !seen.has(above);
      above = parentOf.get(above)
    ) {
      seen.add(above);
      members.set(above, (members.get(above) ?? new Set([above])).add(account));
    }
  }
  const byParent = [...members].map(([parent, accounts]) => [parent, [...accounts].sort()] as const);
  return new Map(byParent.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function standingOf(m: ParentMember, rollUp: ParentRollUp): MemberStanding {
  if (m.churned) return 'churned';
  if (m.scoreTenths === null) return 'insufficient-data';
  return rollUp === 'revenue' && m.mrr === null ? 'mrr-unknown' : 'counted';
}

function meanBy(
  members: readonly ParentMember[],
  weightOf: (m: ParentMember) => number,
  pointsOf: (m: ParentMember) => number,
): number | null {
  const weight = members.reduce((sum, m) => sum + weightOf(m), 0);
  if (weight <= 0) return null;
  return members.reduce((sum, m) => sum + pointsOf(m) * (weightOf(m) / weight), 0);
}

function worstOf(members: readonly StandingMember[]): StandingMember | null {
  const scored = members.filter(({ scoreTenths }) => scoreTenths !== null);
  return scored.toSorted((a, b) => a.scoreTenths! - b.scoreTenths! || byAccount(a, b))[0] ?? null;
}

function flagsOf(members: readonly ParentMember[]): ParentHealth['flags'] {
  const flags = [...new Set(members.flatMap((m) => m.flags))].sort();
  return flags.map((flag) => {
    return { flag, accounts: members.filter((m) => m.flags.includes(flag)).map((m) => m.accountId) };
  });
}

function byAccount(a: ParentMember, b: ParentMember): number {
  return a.accountId < b.accountId ? -1 : a.accountId > b.accountId ? 1 : 0;
}

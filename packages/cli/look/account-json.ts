import type { AccountProfile, ScoreLine } from '@bellwether/domain';
import type { Judged } from './judge.ts';

/** Points, as programs get them: one decimal. */
export function pointsOf(tenths: number | null): number | null {
  return tenths === null ? null : tenths / 10;
}

function timeOf(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

/** Who looks after an account, by name where it is known. */
export function csmOf({ csmName, csmEmail, csmId }: AccountProfile): string | null {
  return csmName ?? csmEmail ?? csmId;
}

/** One element of `accounts --json`, and the head of `explain --json`. */
export function accountJson({ accountId, verdict, live }: Judged) {
  const { profile } = live;
  return {
    accountId,
    name: profile.name,
    segment: profile.segment,
    csm: csmOf(profile),
    mrr: profile.mrr,
    renewalAt: timeOf(profile.renewalAt),
    churnedAt: timeOf(profile.churnedAt),
    asOf: timeOf(verdict.asOf),
    score: pointsOf(verdict.scoreTenths),
    band: verdict.band,
    dataScore: pointsOf(verdict.dataTenths),
    humanScore: pointsOf(verdict.humanTenths),
    leadingScore: pointsOf(verdict.leadingTenths),
    laggingScore: pointsOf(verdict.laggingTenths),
    coverage: verdict.coveragePercent,
    flags: verdict.findings.map(({ flag }) => flag),
    scorecard: verdict.scorecard,
  };
}

/** A line of the sum; `points` of all lines sum exactly to the score in tenths. */
export function contributionJson(line: ScoreLine) {
  return {
    indicator: line.id,
    title: line.title,
    kind: line.kind,
    group: line.group,
    value: line.value,
    health: pointsOf(line.healthTenths),
    weight: line.weight,
    points: line.tenths / 10,
  };
}

import type { MemberStanding, ParentHealth } from '@bellwether/domain';
import { pointsOf } from './account-json.ts';
import type { JudgedParent } from './parents.ts';

const NOT_COUNTED: Readonly<Record<Exclude<MemberStanding, 'counted'>, string>> = {
  'insufficient-data': 'too little known',
  'mrr-unknown': 'MRR not known',
  churned: 'churned',
};

/** What the mean may hide: `1 of 5 at-risk, 2 masked-risk`. */
export function findingsText({ members, atRisk, flags }: ParentHealth): string {
  const customers = members.filter(({ churned }) => !churned).length;
  const raised = flags.map(({ flag, accounts }) => `${accounts.length} ${flag}`);
  return [`${atRisk.length} of ${customers} at-risk`, ...raised].join(', ');
}

/** Whom the score leaves out: `2 too little known, 1 churned`; empty when it is of all. */
export function leftOutText({ members }: Pick<ParentHealth, 'members'>): string {
  return Object.entries(NOT_COUNTED)
    .map(([standing, text]) => [members.filter((m) => m.standing === standing).length, text] as const)
    .flatMap(([count, text]) => (count === 0 ? [] : `${count} ${text}`))
    .join(', ');
}

export function standingText(standing: MemberStanding): string {
  return standing === 'counted' ? 'counts' : NOT_COUNTED[standing];
}

/** One element of `parents --json`. */
export function parentJson({ parentId, health }: JudgedParent) {
  return {
    parentId,
    rollUp: health.rollUp,
    score: pointsOf(health.scoreTenths),
    band: health.band,
    coverage: health.coveragePercent,
    mrr: health.mrr,
    worst: health.worst && { accountId: health.worst.accountId, score: pointsOf(health.worst.scoreTenths) },
    atRisk: health.atRisk,
    flags: health.flags,
    members: health.members.map(({ scoreTenths, coveragePercent, churned: _, ...member }) => {
      return { ...member, score: pointsOf(scoreTenths), coverage: coveragePercent };
    }),
  };
}

import { closeOf, dayOf, type Instant } from '../time/days.ts';
import type { AccountProfile, Evaluation, EvaluationRequest } from './evaluation.ts';

/**
 * As of when an account is judged that is asked about as of `asOf`: who has churned stands as at the close of the day they
 * did, until they come back. Else silence would take from the score, day by day, what it said when it mattered.
 */
export function standsAt({ churnedAt }: Pick<AccountProfile, 'churnedAt'>, asOf: Instant): Instant {
  return churnedAt === null ? asOf : Math.min(asOf, closeOf(dayOf(churnedAt)));
}

/** True from the day after an account churned until it comes back. */
export function standsStill(profile: Pick<AccountProfile, 'churnedAt'>, asOf: Instant): boolean {
  return standsAt(profile, asOf) < asOf;
}

/**
 * Evaluations with those of churned accounts replaced by what they were as of the close of that day. The version stays
 * that of what was asked, so that a late fact about the days before still corrects it.
 */
export async function withChurnedStanding(
  requests: readonly EvaluationRequest[],
  evaluations: readonly (Evaluation | null)[],
  evaluate: (requests: readonly EvaluationRequest[]) => Promise<readonly (Evaluation | null)[]>,
): Promise<(Evaluation | null)[]> {
  const asked = new Map<string, EvaluationRequest>();
  const keys = requests.map(({ tenantId, accountId, asOf }, i) => {
    const now = evaluations[i];
    if (!now || !standsStill(now.profile, asOf)) return null;
    const then = { tenantId, accountId, asOf: standsAt(now.profile, asOf) };
    const key = JSON.stringify(then);
    asked.set(key, then);
    return key;
  });
  if (asked.size === 0) return [...evaluations];
  const stood = await evaluate([...asked.values()]);
  const byKey = new Map([...asked.keys()].map((key, i) => [key, stood[i] ?? null]));
  return evaluations.map((now, i) => {
    const key = keys[i] ?? null;
    const then = key === null ? null : byKey.get(key);
    return now && then ? asItStood(now, then) : now;
  });
}

function asItStood({ version, profile }: Evaluation, then: Evaluation): Evaluation {
  return { ...then, version, profile: { ...then.profile, churnedAt: profile.churnedAt } };
}

/** Without the earlier evaluation where that is of a churned account: it says nothing of the days since. */
export function readAnewIfChurned({ after, ...request }: EvaluationRequest): EvaluationRequest {
  return after && after.evaluation.profile.churnedAt === null ? { ...request, after } : request;
}

import {
  type AccountRef,
  type Causes,
  CLOSES_KEPT,
  closeOf,
  type Day,
  type EvaluationReason,
  type EvaluationRequest,
  type Instant,
  lastClosedDays,
  type RecordedVector,
  type Tenant,
} from '@bellwether/domain';

/** An account that may have to be evaluated, and why. */
export interface Candidate extends AccountRef {
  readonly partition: number;
  readonly reason: EvaluationReason;
  /** The earliest day a fact touched; null when none did. */
  readonly since: Day | null;
  readonly causes: Causes;
}

export interface Plan {
  readonly candidate: Candidate;
  readonly recorded: RecordedVector | null;
  readonly asOf: Instant;
  /** The closes that are news: not recorded under the tenant's epoch, or touched by a fact. Oldest first. */
  readonly closes: readonly Day[];
  /** Recorded under an epoch below the tenant's. */
  readonly due: boolean;
}

export function planEvaluation(
  candidate: Candidate,
  recorded: RecordedVector | null,
  tenant: Tenant,
  asOf: Instant,
): Plan {
  const known = recorded?.live.version.epoch === tenant.epoch ? recorded.closedThrough : null;
  const { since } = candidate;
  const closes = lastClosedDays(asOf, CLOSES_KEPT).filter(
    (day) => known === null || day > known || (since !== null && day >= since),
  );
  const due = recorded !== null && recorded.live.version.epoch < tenant.epoch;
  return { candidate, recorded, asOf, closes, due };
}

/** The live evaluation first, then one for each close. */
export function requestsOf(plan: Plan): EvaluationRequest[] {
  const { tenantId, accountId } = plan.candidate;
  return [plan.asOf, ...plan.closes.map(closeOf)].map((asOf) => ({ tenantId, accountId, asOf }));
}

/** Consecutive plans whose requests fit one query; a plan is never divided. */
export function* inQueries(plans: readonly Plan[], evaluationsMax: number): Generator<Plan[]> {
  let query: Plan[] = [];
  let size = 0;
  for (const plan of plans) {
    const cost = 1 + plan.closes.length;
    if (query.length > 0 && size + cost > evaluationsMax) {
      yield query;
      query = [];
      size = 0;
    }
    query.push(plan);
    size += cost;
  }
  if (query.length > 0) yield query;
}

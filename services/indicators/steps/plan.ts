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
  /** The topics of those facts; null when everything is to be read anew. */
  readonly topics: ReadonlySet<string> | null;
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
  /** As-of stands still, so two evaluations of the same facts have the same version. */
  readonly frozen: boolean;
}

/** What is stored of an account: its recorded vector, or else the day of its first fact, if it has one. */
export type Stored =
  | { readonly recorded: RecordedVector }
  | { readonly recorded: null; readonly firstDay: Day | null };

export function planEvaluation(candidate: Candidate, stored: Stored, tenant: Tenant, asOf: Instant): Plan {
  const { recorded } = stored;
  const known = recorded?.live.version.epoch === tenant.epoch ? recorded.closedThrough : null;
  const { since } = candidate;
  // A new account has lived through few of them. The first day of a recorded one may have moved since.
  const existing = (day: Day) =>
    stored.recorded !== null || (stored.firstDay !== null && day >= stored.firstDay);
  const closes = lastClosedDays(asOf, CLOSES_KEPT)
    .filter(existing)
    .filter((day) => known === null || day > known || (since !== null && day >= since));
  const due = recorded !== null && recorded.live.version.epoch < tenant.epoch;
  return { candidate, recorded, asOf, closes, due, frozen: tenant.asOf !== null };
}

/**
 * The live evaluation first, then one for each close. What is recorded stands for state that this flush's facts do not
 * touch, which spares a query a source, except
 * - before this instance has evaluated the whole partition once, and under a new epoch: an owner before it may have
 *   landed facts and not evaluated them;
 * - for a frozen tenant: a zombie's vector that carries old state would have the version of the correct one, and equal
 *   versions are applied. Where as-of moves, the correct one is later;
 * - for a close. Time moves state too; the closes and the hourly clock read everything, and so bound by how much.
 */
export function requestsOf(plan: Plan, takenOver: boolean): EvaluationRequest[] {
  const { candidate, recorded, due, frozen, closes, asOf } = plan;
  const { tenantId, accountId, topics } = candidate;
  const build = takenOver && recorded !== null && topics !== null && !due && !frozen && closes.length === 0;
  const live = build
    ? { asOf, after: { evaluation: recorded.live, topics, factsMax: candidate.causes.count } }
    : { asOf };
  return [live, ...closes.map((day) => ({ asOf: closeOf(day) }))].map((r) => ({ tenantId, accountId, ...r }));
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

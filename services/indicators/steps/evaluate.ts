import type { AccountRef, Evaluation, IndicatorChange, RecordedVector } from '@bellwether/domain';
import type { IndicatorsPorts, IndicatorsSettings } from '../ports.ts';
import { decide } from './decide.ts';
import { isGated } from './gate.ts';
import { persist } from './persist.ts';
import { type Candidate, inQueries, type Plan, planEvaluation, requestsOf } from './plan.ts';
import { publish } from './publish.ts';
import type { TenantView } from './tenants.ts';
import type { Tenure } from './tenure.ts';

/**
 * Evaluates accounts and makes the result known: publish first, then record. Recorded first, a crash between
 * would lose the publication, since the replay would find nothing changed.
 *
 * Returns the accounts that had nothing to say.
 */
export async function evaluateAccounts(
  candidates: readonly Candidate[],
  view: TenantView,
  tenure: Tenure,
  ports: IndicatorsPorts,
  settings: IndicatorsSettings,
): Promise<AccountRef[]> {
  const silent: AccountRef[] = [];
  // The store answers the next query while this one's results are published.
  for await (const { plans, results, passedOver } of oneAhead(
    answered(candidates, view, tenure, ports, settings),
  )) {
    silent.push(...passedOver);
    const changes: IndicatorChange[] = [];
    let at = 0;
    for (const plan of plans) {
      const own = results.slice(at, at + 1 + plan.closes.length);
      at += own.length;
      const change = decide(plan, own, tenure.agenda.takenOver);
      if (change) changes.push(change);
      else if (!own[0]) silent.push(plan.candidate);
    }
    await publish(changes, tenure, ports);
    if (changes.length > 0) await persist('record vectors', tenure, ports, () => ports.store.record(changes));
  }
  return silent;
}

/** Plans and what the store says to their requests, in order, and who was not to be evaluated. */
interface Answered {
  readonly plans: readonly Plan[];
  readonly results: readonly (Evaluation | null)[];
  readonly passedOver: readonly AccountRef[];
}

async function* answered(
  candidates: readonly Candidate[],
  view: TenantView,
  tenure: Tenure,
  ports: IndicatorsPorts,
  { evaluationsMax }: IndicatorsSettings,
): AsyncGenerator<Answered> {
  for (let from = 0; from < candidates.length; from += evaluationsMax) {
    const some = candidates.slice(from, from + evaluationsMax);
    const recorded = await persist('read recorded vectors', tenure, ports, () => ports.store.recorded(some));
    const planned = planAll(some, recorded, view, tenure);
    const known = new Set(planned.map(({ candidate }) => candidate));
    yield { plans: [], results: [], passedOver: some.filter((candidate) => !known.has(candidate)) };
    for (const plans of inQueries(planned, evaluationsMax)) {
      const requests = plans.flatMap((plan) => requestsOf(plan, tenure.agenda.takenOver));
      const results = await persist('evaluate', tenure, ports, () =>
        ports.store.evaluate(requests, view.epochOf),
      );
      yield { plans, results, passedOver: [] };
    }
  }
}

/** The same, with the next one under way while one is dealt with. */
async function* oneAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = source.next();
  while (true) {
    const { done, value } = await next;
    if (done) return;
    next = source.next();
    // Looked at in its turn, if that still comes.
    next.catch(() => {});
    yield value;
  }
}

function planAll(
  candidates: readonly Candidate[],
  recorded: readonly (RecordedVector | null)[],
  view: TenantView,
  tenure: Tenure,
): Plan[] {
  return candidates.flatMap((candidate, i) => {
    const tenant = view.of(candidate.tenantId);
    const known = recorded[i] ?? null;
    if (isGated(tenant, candidate.partition, known, tenure.landed)) return [];
    return [planEvaluation(candidate, known, tenant, view.asOf(candidate.tenantId))];
  });
}

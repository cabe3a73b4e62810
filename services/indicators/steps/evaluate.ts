import type { AccountRef, IndicatorChange, RecordedVector } from '@bellwether/domain';
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
  if (candidates.length === 0) return [];
  const recorded = await persist('read recorded vectors', tenure, ports, () =>
    ports.store.recorded(candidates),
  );
  const plans = planAll(candidates, recorded, view, tenure);
  const silent: AccountRef[] = candidates.filter((c) => !plans.some((p) => p.candidate === c));
  for (const query of inQueries(plans, settings.evaluationsMax)) {
    const changes: IndicatorChange[] = [];
    const requests = query.flatMap((plan) => requestsOf(plan, tenure.agenda.takenOver));
    const results = await persist('evaluate', tenure, ports, () =>
      ports.store.evaluate(requests, view.epochOf),
    );
    let at = 0;
    for (const plan of query) {
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

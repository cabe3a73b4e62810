import type { Evaluation, IndicatorChange } from '@bellwether/domain';
import type { IndicatorsPorts, IndicatorsSettings } from '../ports.ts';
import { decide } from './decide.ts';
import { isGated } from './gate.ts';
import { persist } from './persist.ts';
import { type Candidate, inQueries, type Plan, planEvaluation, requestsOf, type Stored } from './plan.ts';
import { publish } from './publish.ts';
import type { TenantView } from './tenants.ts';
import type { Tenure } from './tenure.ts';

/** Accounts that are asked about together; the next ones are not looked at before their turn. */
export type Parts = Iterable<readonly Candidate[]>;

/**
 * Evaluates accounts and makes the result known: publish first, then record. Recorded first, a crash between
 * would lose the publication, since the replay would find nothing changed.
 *
 * Returns how many accounts had nothing to say.
 */
export async function evaluateAccounts(
  parts: Parts,
  view: TenantView,
  tenure: Tenure,
  ports: IndicatorsPorts,
  settings: IndicatorsSettings,
): Promise<number> {
  let silent = 0;
  for await (const { plans, results, passedOver } of answered(parts, view, tenure, ports, settings)) {
    silent += passedOver;
    const changes: IndicatorChange[] = [];
    let at = 0;
    for (const plan of plans) {
      const own = results.slice(at, at + 1 + plan.closes.length);
      at += own.length;
      const change = decide(plan, own, tenure.agenda.takenOver);
      if (change) changes.push(change);
      else if (!own[0]) silent += 1;
    }
    await publish(changes, tenure, ports);
    if (changes.length > 0) await persist('record vectors', tenure, ports, () => ports.store.record(changes));
  }
  return silent;
}

/** Plans and what the store says to their requests, in order, and how many accounts were not to be evaluated. */
interface Answered {
  readonly plans: readonly Plan[];
  readonly results: readonly (Evaluation | null)[];
  readonly passedOver: number;
}

/** Asks the next question before it waits for the answer to the last: the store works while answers are read and published. */
async function* answered(
  parts: Parts,
  view: TenantView,
  tenure: Tenure,
  ports: IndicatorsPorts,
  { evaluationsMax }: IndicatorsSettings,
): AsyncGenerator<Answered> {
  const ask = async (plans: readonly Plan[]): Promise<Answered> => {
    const requests = plans.flatMap((plan) => requestsOf(plan, tenure.agenda.takenOver));
    const evaluate = () => ports.store.evaluate(requests, view.epochOf);
    return { plans, results: await persist('evaluate', tenure, ports, evaluate), passedOver: 0 };
  };
  let asked: Promise<Answered> | null = null;
  for (const some of parts) {
    const planned = planAll(some, await storedOf(some, tenure, ports), view, tenure);
    yield { plans: [], results: [], passedOver: some.length - planned.length };
    for (const plans of inQueries(planned, evaluationsMax)) {
      const before = asked;
      asked = ask(plans);
      // Looked at in its turn, if that still comes.
      asked.catch(() => {});
      if (before !== null) yield await before;
    }
  }
  if (asked !== null) yield await asked;
}

/** As many accounts at a time as there may be evaluations in a query; each needs at least one. */
export function* inParts(
  candidates: readonly Candidate[],
  { evaluationsMax }: IndicatorsSettings,
): Generator<readonly Candidate[]> {
  for (let from = 0; from < candidates.length; from += evaluationsMax)
    yield candidates.slice(from, from + evaluationsMax);
}

async function storedOf(
  candidates: readonly Candidate[],
  tenure: Tenure,
  ports: IndicatorsPorts,
): Promise<Stored[]> {
  const { store } = ports;
  const recorded = await persist('read recorded vectors', tenure, ports, () => store.recorded(candidates));
  const fresh = candidates.filter((_, i) => !recorded[i]);
  const days =
    fresh.length === 0 ? [] : await persist('read first days', tenure, ports, () => store.firstDays(fresh));
  const firstDay = new Map(fresh.map((candidate, i) => [candidate, days[i] ?? null]));
  return candidates.map((candidate, i) => {
    const known = recorded[i];
    return known ? { recorded: known } : { recorded: null, firstDay: firstDay.get(candidate) ?? null };
  });
}

function planAll(
  candidates: readonly Candidate[],
  stored: readonly Stored[],
  view: TenantView,
  tenure: Tenure,
): Plan[] {
  return candidates.flatMap((candidate, i) => {
    const tenant = view.of(candidate.tenantId);
    const known = stored[i]!;
    if (isGated(tenant, candidate.partition, known.recorded, tenure.landed)) return [];
    return [planEvaluation(candidate, known, tenant, view.asOf(candidate.tenantId))];
  });
}

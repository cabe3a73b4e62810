import type { Day, FleetReason, FleetSplit } from '@bellwether/domain';
import { type AccountMonth, accountMonth, addMonths, type Fleet, monthOf } from './account-months.ts';
import { type Borne, bear, spendIn } from './spend.ts';

export interface FleetReading {
  readonly value: number | null;
  readonly reason: FleetReason | null;
}

/** Everything known of one month: its accounts, and what was spent. */
interface Month {
  readonly rows: readonly AccountMonth[];
  readonly acquisition: Borne;
  readonly retention: Borne;
  readonly margin: number | null;
  /** Whether anything had been told of it by then. */
  readonly told: { readonly acquisition: boolean; readonly retention: boolean };
}

/** The share of a month that a segment, an account or (undefined) the whole tenant has. */
interface Scope {
  readonly split: FleetSplit;
  readonly of: string;
}

type Amounts = readonly (number | null)[];
type Metric = (months: readonly Month[], scope: Scope, all: readonly Month[]) => FleetReading;

const inScope =
  ({ split, of }: Scope) =>
  (row: { accountId?: string; segment: string }) =>
    split === 'tenant' || (split === 'segment' ? row.segment === of : (row.accountId ?? '') === of);
const rowsOf = (month: Month, scope: Scope) => month.rows.filter(inScope(scope));

/** Null as soon as a part of it is. */
const total = (amounts: Amounts) =>
  amounts.reduce<number | null>((sum, amount) => (sum === null || amount === null ? null : sum + amount), 0);

function divide(numerator: number | null, denominator: number | null): FleetReading {
  if (numerator === null || denominator === null) return { value: null, reason: 'no-rate' };
  if (denominator === 0) return { value: null, reason: 'not-applicable' };
  return { value: numerator / denominator, reason: null };
}

function spent(month: Month, category: 'acquisition' | 'retention', scope: Scope): number | null {
  const { ofAccount, unborne } = month[category];
  const segmentOf = new Map(month.rows.map((row) => [row.accountId, row.segment]));
  const borne = [...ofAccount].map(([accountId, amount]) => ({
    accountId,
    segment: segmentOf.get(accountId)!,
    amount,
  }));
  return total([...borne, ...unborne].filter(inScope(scope)).map(({ amount }) => amount));
}

const borneBy = ({ ofAccount }: Borne, accountId: string) =>
  ofAccount.has(accountId) ? ofAccount.get(accountId)! : 0;

const retained = (row: AccountMonth) => row.activeStart && row.activeEnd;

const projection = (months: readonly Month[], scope: Scope): FleetReading => {
  const [month] = months;
  const active = rowsOf(month!, scope).filter((row) => row.activeEnd).length;
  const mrr = total(rowsOf(month!, scope).map((row) => row.mrrEnd));
  const overYear = months.flatMap((m) => rowsOf(m, scope)).filter((row) => row.activeStart);
  const churned = overYear.filter((row) => !row.activeEnd).length;
  if (mrr === null) return { value: null, reason: 'no-rate' };
  if (active === 0 || churned === 0 || month!.margin === null)
    return { value: null, reason: 'not-applicable' };
  return { value: ((mrr / active) * month!.margin) / (churned / overYear.length), reason: null };
};

/** `months`: the month asked about, then those before it, up to eleven. */
export const FLEET_ORACLES: ReadonlyMap<string, Metric> = new Map(
  Object.entries<Metric>({
    'churn-rate': ([month], scope) => {
      const active = rowsOf(month!, scope).filter((row) => row.activeStart);
      return divide(active.filter((row) => !row.activeEnd).length, active.length);
    },
    'renewal-rate': ([month], scope) => {
      const rows = rowsOf(month!, scope);
      return divide(total(rows.map((r) => r.renewed)), total(rows.map((r) => r.due)));
    },
    grr: ([month], scope) => {
      const active = rowsOf(month!, scope).filter((row) => row.activeStart);
      const kept = active.map((r) =>
        r.mrrStart === null || r.mrrEnd === null ? null : Math.min(r.mrrStart, r.mrrEnd),
      );
      return divide(total(kept), total(active.map((r) => r.mrrStart)));
    },
    nrr: ([month], scope) => {
      const active = rowsOf(month!, scope).filter((row) => row.activeStart);
      return divide(total(active.map((r) => r.mrrEnd)), total(active.map((r) => r.mrrStart)));
    },
    'customer-acquisition-cost': ([month], scope) =>
      divide(spent(month!, 'acquisition', scope), rowsOf(month!, scope).filter((row) => row.isNew).length),
    'lifetime-value': ([month], scope, all) => {
      const customers = rowsOf(month!, scope).filter((row) => row.customer);
      const values = customers.map(({ accountId, lifetimeRevenue }) => {
        const cost = total(all.map((m) => borneBy(m.acquisition, accountId)));
        return cost === null || lifetimeRevenue === null ? null : lifetimeRevenue - cost;
      });
      return divide(total(values), customers.length);
    },
    'projected-lifetime-value': projection,
    'ltv-to-cac': (months, scope) => {
      const spend = total(months.map((m) => spent(m, 'acquisition', scope)));
      const told = months.filter((m) => m.told.acquisition);
      const customers = told.flatMap((m) => rowsOf(m, scope)).filter((row) => row.isNew).length;
      const value = projection(months, scope);
      if (spend === null || value.reason === 'no-rate') return { value: null, reason: 'no-rate' };
      return value.value === null ? value : divide(value.value * customers, spend);
    },
    'retention-cost': ([month], scope) =>
      divide(spent(month!, 'retention', scope), rowsOf(month!, scope).filter(retained).length),
    'retention-cost-share': ([month], scope) =>
      divide(spent(month!, 'retention', scope), total(rowsOf(month!, scope).map((r) => r.revenue))),
  }),
);

/** Nobody's spend is unknown, not 0. */
function isTold(id: string, { told, margin }: Month): boolean {
  if (id.startsWith('retention-cost')) return told.retention;
  if (id === 'customer-acquisition-cost' || id === 'lifetime-value') return told.acquisition;
  if (id === 'projected-lifetime-value') return margin !== null;
  return id !== 'ltv-to-cac' || (told.acquisition && margin !== null);
}

/** How far before the first contract spend still counts. */
const SPEND_BEFORE_MONTHS = 12;

/** Every month of a fleet by its first day, up to the one it is looked at in; none before there is a contract. */
export function fleetMonths(fleet: Fleet): ReadonlyMap<Day, Month> {
  const facts = [...fleet.histories.values()].flatMap((h) =>
    h.facts.filter((f) => f.topic === 'signals.subscription'),
  );
  const months = new Map<Day, Month>();
  if (facts.length === 0) return months;
  const firstAt = Math.min(...facts.map((f) => f.occurredAt));
  let month = addMonths(monthOf(firstAt), -SPEND_BEFORE_MONTHS);
  for (; month <= monthOf(fleet.asOf); month = addMonths(month, 1)) months.set(month, monthAt(fleet, month));
  return months;
}

/** Every reading of a metric at a month, by what it is of: whatever could have one. */
export function readFleetNaively(
  months: ReadonlyMap<Day, Month>,
  id: string,
  month: Day,
  split: FleetSplit,
): Map<string, FleetReading> {
  const before = [...months]
    .filter(([day]) => day <= month)
    .map(([, its]) => its)
    .reverse();
  if (before.length === 0) return new Map();
  const window = before.slice(0, 12);
  const accounts = window[0]!.rows.map(({ accountId }) => accountId);
  const names = { tenant: [''], segment: segmentsIn(window), account: ['', ...accounts] }[split];
  return new Map(
    names.map((of) => {
      const reading = FLEET_ORACLES.get(id)!(window, { split, of }, before);
      const untold = reading.reason !== 'no-rate' && !isTold(id, window[0]!);
      return [of, untold ? { value: null, reason: 'not-configured' } : reading];
    }),
  );
}

function segmentsIn(months: readonly Month[]): string[] {
  const unborne = months.flatMap((m) => [...m.acquisition.unborne, ...m.retention.unborne]);
  return [...new Set([...months.flatMap((m) => m.rows), ...unborne].map(({ segment }) => segment))];
}

function monthAt(fleet: Fleet, month: Day): Month {
  const rows = [...fleet.histories].map(([accountId, history]) =>
    accountMonth(fleet, accountId, history, month),
  );
  const spend = spendIn(fleet, month);
  const margins = Object.entries(fleet.costs.tenants[fleet.tenantId]?.grossMargin ?? {}).sort();
  const told = (category: 'acquisition' | 'retention') =>
    (fleet.costs.tenants[fleet.tenantId]?.costs ?? []).some(
      (c) => c.category === category && (c.month ?? c.from!) <= month.slice(0, 7),
    );
  return {
    rows,
    told: { acquisition: told('acquisition'), retention: told('retention') },
    acquisition: bear(spend, 'acquisition', rows),
    retention: bear(spend, 'retention', rows),
    margin: margins.filter(([from]) => from <= month.slice(0, 7)).at(-1)?.[1] ?? null,
  };
}

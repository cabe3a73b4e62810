import type { Day, Instant } from '../time/days.ts';
import type { FleetMetric, FleetNeed, FleetRow, FleetSplit } from './definition.ts';
import { toldBy, WINDOW_MONTHS } from './sql/aggregates.ts';
import { revenueMonthsSQL } from './sql/revenue-months.ts';

/** One tenant at one instant, by the parameters `tenant` and `as_of` (ms). */
export const ONE_TENANT = `SELECT tenant_id, fromUnixTimestamp64Milli({as_of:Int64}, 'UTC') AS as_of, min(day) AS first_day
FROM subscriptions WHERE tenant_id = {tenant:String} GROUP BY tenant_id`;

/** Every tenant, where it is frozen, else now: what the view `revenue_monthly` shows. */
export const EVERY_TENANT_NOW = `SELECT s.tenant_id AS tenant_id, ifNull(t.as_of, now64(3, 'UTC')) AS as_of, s.first_day AS first_day
FROM (SELECT tenant_id, min(day) AS first_day FROM subscriptions GROUP BY tenant_id) AS s
LEFT JOIN (SELECT tenant_id, as_of FROM tenants FINAL) AS t ON t.tenant_id = s.tenant_id`;

/** The tenant, a segment or an account: the column by which rows are taken together. */
const SPLIT: Readonly<Record<FleetSplit, string>> = {
  tenant: `''`,
  segment: 'segment',
  account: 'account_id',
};

export interface FleetParameters {
  readonly tenant: string;
  readonly asOf: Instant;
  /** First days of the first and the last month asked about. */
  readonly from: Day;
  readonly to: Day;
}

/** What the statements of this folder are asked with. */
export function fleetParameters({ tenant, asOf, from, to }: FleetParameters): Record<string, unknown> {
  return { tenant, as_of: asOf, from, to };
}

/**
 * Metrics by month and what they are split by, in that order, with {@link fleetParameters}; rows as {@link FleetAnswer}. All
 * of them in one pass: the rows cost more than what is made of them.
 */
export function fleetSQL(metrics: readonly FleetMetric[], split: FleetSplit): string {
  const parts = metrics.flatMap((metric, n) =>
    metric.parts.map((part) => ({ ...part, name: nameOf(n, part.id) })),
  );
  const values = metrics.map((metric, n) => `CAST(${valueSQL(metric, n)} AS Nullable(Float64))`);
  const partsOf = metrics.map(
    (metric, n) =>
      `[${metric.parts.map(({ id }) => `CAST(${nameOf(n, id)} AS Nullable(Float64))`).join(', ')}]`,
  );
  return `SELECT toString(counted_month), split_by, [${values.join(',\n  ')}], [${partsOf.join(',\n  ')}],
  [${NEEDS.map((need) => toldBy(need, 'counted_month')).join(', ')}]
FROM (
  SELECT counted_month, split_by,
    ${parts.map(({ name, value }) => `${value} AS ${name}`).join(',\n    ')}
  FROM (
    SELECT *, arrayJoin(range(${WINDOW_MONTHS})) AS back, addMonths(month, back) AS counted_month,
      ${SPLIT[split]} AS split_by
    FROM (${revenueMonthsSQL(ONE_TENANT)})
  )
  WHERE counted_month BETWEEN {from:Date} AND {to:Date}
  GROUP BY counted_month, split_by
)
ORDER BY counted_month, split_by`;
}

const NEEDS: readonly FleetNeed[] = ['acquisition', 'retention', 'margin'];

/** Metrics name their parts alike. */
function nameOf(metric: number, part: string): string {
  return `m${metric}_${part}`;
}

function valueSQL({ parts, value }: FleetMetric, n: number): string {
  const known = new Set(parts.map(({ id }) => id));
  return value.replace(/\b[a-z_]+\b/g, (word) => (known.has(word) ? nameOf(n, word) : word));
}

export type FleetAnswer = readonly [
  month: Day,
  of: string,
  values: readonly (number | null)[],
  parts: readonly (readonly (number | null)[])[],
  told: readonly (0 | 1)[],
];

/** By metric, in their order. A money part is only ever missing for want of a rate. */
export function fleetRows(
  metrics: readonly FleetMetric[],
  [month, of, values, parts, told]: FleetAnswer,
): FleetRow[] {
  return metrics.map((metric, n) => {
    const unrated = metric.parts.some(({ unit }, i) => unit === 'money' && parts[n]![i] === null);
    const untold = metric.needs.some((need) => !told[NEEDS.indexOf(need)]);
    const value = unrated || untold ? null : (values[n] ?? null);
    const reason = unrated ? 'no-rate' : untold ? 'not-configured' : value === null ? 'not-applicable' : null;
    return { metric: metric.id, month, of, value, reason, parts: parts[n]! };
  });
}

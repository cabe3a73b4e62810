import type { Day, FleetMetric, FleetReason, FleetRow, FleetSplit, FleetUnit } from '@bellwether/domain';
import { type Column, renderTable } from '../output/table.ts';

/** A number as people read it: shares as percentages, money in whole units of the base currency. */
export function fleetNumber(
  value: number | null,
  unit: FleetUnit,
  reason: FleetReason | null = null,
): string | null {
  if (value === null)
    return reason === 'no-rate' ? 'no rate' : reason === 'not-configured' ? 'not told' : null;
  if (unit === 'ratio') return `${(value * 100).toFixed(1)} %`;
  if (unit === 'times') return `${value.toFixed(1)} ×`;
  return Math.round(value).toLocaleString('en');
}

const monthTitle = (month: Day) => month.slice(0, 7);
const ofTitle = (of: string) => (of === '' ? '(nobody)' : of);

/** Every metric a line, every month a column. */
export function overviewTable(
  metrics: readonly FleetMetric[],
  rows: readonly FleetRow[],
  split: FleetSplit,
): string {
  const months = [...new Set(rows.map(({ month }) => month))].sort();
  const cells = new Map(rows.map((row) => [JSON.stringify([row.metric, row.of, row.month]), row]));
  const lines = metrics.flatMap((metric) => {
    const named = [...new Set(rows.filter((row) => row.metric === metric.id).map(({ of }) => of))].sort();
    return named.map((of) => [
      metric.id,
      ...splitCell(split, of),
      ...months.map((month) => {
        const row = cells.get(JSON.stringify([metric.id, of, month]));
        return row ? fleetNumber(row.value, metric.unit, row.reason) : null;
      }),
    ]);
  });
  const columns: Column[] = months.map((month) => ({ title: monthTitle(month), align: 'right' }));
  return renderTable([{ title: 'METRIC' }, ...splitColumn(split), ...columns], lines);
}

/** One metric: every month a line, with what it is made of. */
export function metricTable(metric: FleetMetric, rows: readonly FleetRow[], split: FleetSplit): string {
  const parts: Column[] = metric.parts.map(({ title }) => ({ title: title.toUpperCase(), align: 'right' }));
  return renderTable(
    [
      { title: 'MONTH' },
      ...splitColumn(split),
      { title: metric.title.toUpperCase(), align: 'right' },
      ...parts,
    ],
    rows.map((row) => [
      monthTitle(row.month),
      ...splitCell(split, row.of),
      fleetNumber(row.value, metric.unit, row.reason),
      ...metric.parts.map(({ unit }, n) =>
        fleetNumber(row.parts[n] ?? null, unit, unit === 'money' ? 'no-rate' : null),
      ),
    ]),
  );
}

function splitColumn(split: FleetSplit): Column[] {
  return split === 'tenant' ? [] : [{ title: split.toUpperCase() }];
}

function splitCell(split: FleetSplit, of: string): string[] {
  return split === 'tenant' ? [] : [ofTitle(of)];
}

/** One element of `fleet --json`. */
export function fleetJson(metric: FleetMetric, row: FleetRow, split: FleetSplit) {
  return {
    metric: metric.id,
    month: monthTitle(row.month),
    ...(split === 'tenant' ? {} : { [split]: row.of === '' ? null : row.of }),
    value: row.value,
    reason: row.reason,
    unit: metric.unit,
    parts: Object.fromEntries(metric.parts.map(({ id }, n) => [id, row.parts[n] ?? null])),
  };
}

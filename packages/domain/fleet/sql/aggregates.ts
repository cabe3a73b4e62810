import type { FleetNeed, FleetPart } from '../definition.ts';

/** Rows of the month asked about. */
export const THIS_MONTH = 'back = 0';

/** Months that some metrics take together, the one asked about included: a single month is mostly chance. */
export const WINDOW_MONTHS = 12;
export const WINDOW = `back < ${WINDOW_MONTHS}`;
/** Of them, those of accounts that paid at the month’s start. */
export const ACTIVE_AT_START = `${THIS_MONTH} AND active_start`;

/** Whether it had been told by a month, a Date: 0 or 1. */
export function toldBy(need: FleetNeed, month: string): string {
  const from =
    need === 'margin'
      ? 'gross_margins WHERE tenant_id = {tenant:String}'
      : `costs WHERE tenant_id = {tenant:String} AND category = '${need}'`;
  return `ifNull(${month} >= (SELECT minOrNull(first_month) FROM ${from}), 0)`;
}

/** How many accounts have the flag. */
export function count(id: string, title: string, flag: string, where = THIS_MONTH): FleetPart {
  return { id, title, unit: 'count', value: `toFloat64(sumIf(${flag}, ${where}))` };
}

/** The sum of money, NULL as soon as a part of it has no rate. */
export function money(id: string, title: string, amount: string, where = THIS_MONTH): FleetPart {
  return {
    id,
    title,
    unit: 'money',
    value: `if(countIf(isNull(${amount}) AND ${where}) > 0, NULL, sumIf(ifNull(${amount}, 0), ${where}))`,
  };
}

/** NULL where nothing is divided by. */
export function ratio(numerator: string, denominator: string): string {
  return `if(${denominator} = 0, NULL, ${numerator} / ${denominator})`;
}

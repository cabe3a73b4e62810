import { DAY_MS } from '../../time/days.ts';
import type { IndicatorSource } from '../source.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';

const facts = factsAsOf('subscriptions', 'signals.subscription', [
  'subscription_id',
  'change',
  'mrr',
  'trial',
  'term_ends_at',
]);

/** How far back "before" lies for the change of MRR. */
export const MRR_CHANGE_DAYS = 90;

/** Money is summed in ten-thousandths, as integers: the order of addition cannot matter. */
const UNITS_PER_MONEY = 10_000;

/** SQL, Float64, from a sum of `mrr_now` or `mrr_before`. */
export function money(units: string): string {
  return `(${units} / ${UNITS_PER_MONEY})`;
}

const paidMrr = `if(toString(change) != 'churned' AND NOT ifNull(trial, 0), toInt64(round(mrr * ${UNITS_PER_MONEY})), 0)`;
const agoMs = MRR_CHANGE_DAYS * DAY_MS;
const before = `toUnixTimestamp64Milli(occurred_at) <= toUnixTimestamp64Milli(as_of) - ${agoMs}`;

/**
 * One row a subscription: open until churned; trials count 0; one-off purchases do not change it. A notice stands
 * until the subscription is started, renewed or reactivated again. The end of the term is the last one stated.
 */
export const subscriptions: IndicatorSource = {
  id: 'subscriptions',
  topics: ['signals.subscription'],
  details: [
    { id: 'mrr', value: `toString(${money('sum(mrr_now)')})` },
    {
      id: 'renewalAt',
      value: `toString(toUnixTimestamp64Milli(minOrNullIf(term_ends_at, paying AND ahead)))`,
    },
  ],
  rows: `SELECT i, as_of, subscription_id,
  argMax(${paidMrr}, ${STATE_ORDER}) AS mrr_now,
  argMaxIf(${paidMrr}, ${STATE_ORDER}, ${before}) AS mrr_before,
  countIf(${before}) > 0 AS existed_before,
  argMax(toString(change) != 'churned' AND NOT ifNull(trial, 0), ${STATE_ORDER}) AS paying,
  maxIf(${STATE_ORDER}, change = 'notice-given') > maxIf(${STATE_ORDER}, change IN ('started', 'renewed', 'reactivated'))
    AS notice,
  argMaxIf((term_ends_at, 1), ${STATE_ORDER}, term_ends_at IS NOT NULL).1 AS term_ends_at,
  ifNull(term_ends_at >= as_of, 0) AS ahead
FROM (${facts})
WHERE change != 'purchased'
GROUP BY i, as_of, subscription_id`,
};

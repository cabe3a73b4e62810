import type { IndicatorSource } from '../source.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';

/** How far back "before" lies for the change of MRR. */
export const MRR_CHANGE_DAYS = 90;

/** Money is summed in ten-thousandths, as integers: the order of addition cannot matter. */
const UNITS_PER_MONEY = 10_000;

const facts = factsAsOf('subscriptions', [
  'subscription_id',
  `change != 'purchased' AS counts`,
  `if(change = 'churned', 0, NOT ifNull(trial, 0)) AS pays`,
  `if(pays, toInt64(round(mrr * ${UNITS_PER_MONEY})), 0) AS units`,
  `change = 'notice-given' AS gives_notice`,
  `change IN ('started', 'renewed', 'reactivated') AS takes_back`,
  'term_ends_at IS NOT NULL AS dated',
  'assumeNotNull(term_ends_at) AS term_end',
]);

/**
 * One row a subscription, open until churned; trials count 0; one-off purchases do not change it. `mrr_now` and
 * `mrr_before` are in ten-thousandths. A notice stands until the subscription is started, renewed or reactivated
 * again. `due_in_ms` is the time left of the last stated term while it is paid for, NULL once that is past.
 */
export const subscriptions: IndicatorSource = {
  id: 'subscriptions',
  topics: ['signals.subscription'],
  details: [
    { id: 'mrr', use: 'account', value: `toString({{sum(mrr_now)}} / ${UNITS_PER_MONEY})` },
    {
      id: 'renewalAt',
      use: 'account',
      value: 'toString({{min(due_in_ms)}} + {{toUnixTimestamp64Milli(max(as_of))}})',
    },
  ],
  rows: `SELECT i, as_of, mrr_now, mrr_before, existed_before, if(pays, noticed, 0) AS notice_given,
  if(if(pays, due_ms >= 0, 0), due_ms, NULL) AS due_in_ms
FROM (
  SELECT i, as_of, subscription_id, argMax(units, ${STATE_ORDER}) AS mrr_now, max(before) AS existed_before,
    argMaxIf(units, ${STATE_ORDER}, before) AS mrr_before, argMax(pays, ${STATE_ORDER}) AS pays,
    maxIf(${STATE_ORDER}, gives_notice) > maxIf(${STATE_ORDER}, takes_back) AS noticed,
    argMaxIf(toUnixTimestamp64Milli(term_end) - toUnixTimestamp64Milli(as_of), ${STATE_ORDER}, dated) AS left_ms,
    if(max(dated), left_ms, -1) AS due_ms
  FROM (
    SELECT *, occurred_at <= as_of - INTERVAL ${MRR_CHANGE_DAYS} DAY AS before FROM (${facts}) WHERE counts
  )
  GROUP BY i, as_of, subscription_id
)`,
};

import type { IndicatorSource } from '../source.ts';
import { factsAsOf } from '../sql/facts.ts';
import { moneyOf, moneyUnits, withRates } from '../sql/money.ts';

/** How far back "before" lies for the change of MRR. */
export const MRR_CHANGE_DAYS = 90;

/** The mean month, 365.25 / 12 days, in which recurring revenue is earned. */
const MONTH_MS = 2_629_800_000;

const LICENSED_MAX = 1_000;

const facts = factsAsOf('subscriptions', [
  'subscription_id',
  'toString(tenant_id) AS its_tenant',
  'toString(currency) AS its_currency',
  `change != 'purchased' AS counts`,
  `if(change IN ('churned', 'purchased'), 0, NOT ifNull(trial, 0)) AS pays`,
  `if(pays, ${moneyUnits('mrr')}, 0) AS units`,
  `${moneyUnits('ifNull(amount, 0)')} AS fee`,
  `change = 'churned' AS ends`,
  `change = 'notice-given' AS gives_notice`,
  `change IN ('started', 'renewed', 'reactivated') AS takes_back`,
  'if(counts, term_ends_at IS NOT NULL, 0) AS dated',
  'assumeNotNull(term_ends_at) AS term_end',
  'if(counts, auto_renews IS NOT NULL, 0) AS states_renewal',
  'assumeNotNull(auto_renews) AS stated_renewal',
  `change != 'churned' AS goes_on`,
  'if(counts, seats IS NOT NULL, 0) AS states_seats',
  'assumeNotNull(seats) AS stated_seats',
  'if(counts, notEmpty(features), 0) AS states_features',
  'features AS stated_features',
]);

/** Order of a subscription's state; what was bought once comes before all, as it is no change of it. */
const STATE_ORDER = '(counts, occurred_at, event_id)';

/** The account's MRR, NULL where there is none to tell. */
export const MRR = `if({{sum(existed)}} = 0 OR {{sum(unrated_now)}} > 0, NULL, ${moneyOf('{{sum(mrr_now)}}')})`;

/** What `earned` sums up to, in the base currency. */
export const EARNED = `${moneyOf('{{sum(earned)}}')} / ${MONTH_MS}`;

/**
 * One row a subscription, open until churned; trials count 0; one-off purchases do not change it. Money is in the
 * tenant's base currency at the rate of as-of's day, also what was paid before: a currency that falls is no customer who
 * leaves. `unrated_…` is 1 where a rate is missing for money that is not 0, and the sum is then not to be told. A notice
 * stands until the subscription is started, renewed or reactivated again. `due_in_ms` is the time left of the last stated
 * term while it is paid for, NULL once that is past; `has_lapsed` then says that it neither renews by itself nor was renewed. `gone_ms` is when a subscription churned, 0 while it is open, NULL
 * where nothing but one-off purchases is known of it. `earned` is MRR by the millisecond it stood, with fees to match.
 * Seats and licensed features are the last ones stated of a subscription, a trial included, while it is open.
 */
export const subscriptions: IndicatorSource = {
  id: 'subscriptions',
  reads: {
    'signals.subscription': [
      'subscriptionId',
      'change',
      'trial',
      'mrr',
      'amount',
      'currency',
      'termEndsAt',
      'autoRenews',
      'seats',
      'features',
    ],
  },
  details: [
    { id: 'mrr', use: 'account', value: `toString(${MRR})` },
    {
      id: 'renewalAt',
      use: 'account',
      value: 'toString({{min(due_in_ms)}} + {{toUnixTimestamp64Milli(max(as_of))}})',
    },
    { id: 'churnedAt', use: 'account', value: `if({{min(gone_ms)}} = 0, NULL, toString({{max(gone_ms)}}))` },
    {
      id: 'licensedFeatures',
      use: 'facet',
      value: `toJSONString(arraySlice(arraySort({{groupUniqArrayArray(licensed)}}), 1, ${LICENSED_MAX}))`,
    },
    { id: 'subscribedSince', use: 'facet', value: 'toString({{min(since_ms)}})' },
  ],
  rows: `SELECT i, as_of, existed, gone_ms, pays, mrr_now, unrated_now, mrr_before, unrated_before, existed_before, unrated_ever,
  if(pays, noticed, 0) AS notice_given, if(if(pays, due_ms >= 0, 0), due_ms, NULL) AS due_in_ms,
  if(pays, has_term AND due_ms < 0 AND term_stands AND states_renewals AND NOT renews_itself, 0) AS has_lapsed,
  arraySum(arrayMap((s, until_ms) -> toInt256(s.3) * (until_ms - s.1), states,
    arrayPopFront(arrayPushBack(states.1, toUnixTimestamp64Milli(as_of))))) + toInt256(fees) * ${MONTH_MS} AS earned,
  if(open AND has_seats, seats_now, NULL) AS seats, if(open, features_now, []) AS licensed, since_ms
FROM (
  SELECT i, as_of, subscription_id, max(counts) AS existed, argMax(money, ${STATE_ORDER}) AS mrr_now,
    argMax(unrated, ${STATE_ORDER}) AS unrated_now, max(before) AS existed_before,
    argMaxIf(money, ${STATE_ORDER}, before) AS mrr_before, argMaxIf(unrated, ${STATE_ORDER}, before) AS unrated_before,
    argMax(pays, ${STATE_ORDER}) AS pays,
    if(existed, argMax(ends, ${STATE_ORDER}) * toUnixTimestamp64Milli(argMax(occurred_at, ${STATE_ORDER})), NULL) AS gone_ms,
    max(unrated OR unrated_fee) AS unrated_ever,
    maxIf(${STATE_ORDER}, gives_notice) > maxIf(${STATE_ORDER}, takes_back) AS noticed,
    argMaxIf(toUnixTimestamp64Milli(term_end) - toUnixTimestamp64Milli(as_of), ${STATE_ORDER}, dated) AS left_ms,
    max(dated) AS has_term, if(has_term, left_ms, -1) AS due_ms, sum(fee_money) AS fees,
    maxIf(${STATE_ORDER}, takes_back) <= maxIf(${STATE_ORDER}, dated) AS term_stands,
    max(states_renewal) AS states_renewals, argMaxIf(stated_renewal, ${STATE_ORDER}, states_renewal) AS renews_itself,
    arraySort(groupArrayIf((toUnixTimestamp64Milli(occurred_at), event_id, money), counts)) AS states,
    argMax(goes_on, ${STATE_ORDER}) AS open, max(states_seats) AS has_seats,
    argMaxIf(stated_seats, ${STATE_ORDER}, states_seats) AS seats_now,
    argMaxIf(stated_features, ${STATE_ORDER}, states_features) AS features_now,
    minOrNullIf(toUnixTimestamp64Milli(occurred_at), counts) AS since_ms
  FROM (
    SELECT *, toInt128(units) * rate AS money, toInt128(fee) * rate AS fee_money, rate = 0 AND units != 0 AS unrated,
      rate = 0 AND fee != 0 AS unrated_fee, counts AND occurred_at <= as_of - INTERVAL ${MRR_CHANGE_DAYS} DAY AS before
    FROM (${withRates(facts)})
  )
  GROUP BY i, as_of, subscription_id
)`,
};

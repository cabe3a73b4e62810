import { subscriptionsAt } from './commercial.ts';
import { compareBytes } from './history.ts';
import { type FacetOracle, known, type Oracle, sum, unknown } from './oracle.ts';

export const licensedSeats: Oracle = (history, asOf) => {
  const subscriptions = subscriptionsAt(history, asOf);
  if (subscriptions.length === 0) return unknown('never');
  const seats = subscriptions.flatMap((s) => (s.open && s.seats !== null ? [s.seats] : []));
  return seats.length === 0 ? unknown('not-applicable') : known(sum(seats));
};

/** Sorted; what was bought once licenses nothing. */
export const licensedFeatures: FacetOracle = (history, asOf) => {
  if (history.byInstant('signals.subscription', asOf).length === 0) return null;
  const licensed = subscriptionsAt(history, asOf).flatMap((s) => (s.open ? s.features : []));
  return [...new Set(licensed)].sort(compareBytes);
};

/** When the account first had a subscription, ms; null when it never had one. */
export const subscribedSince: FacetOracle = (history, asOf) =>
  history.byInstant('signals.subscription', asOf).find((s) => s.change !== 'purchased')?.occurredAt ?? null;

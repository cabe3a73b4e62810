import { DAY_MS, type Instant } from '@bellwether/domain';
import { groupBy, type History } from './history.ts';
import { known, type Oracle, unknown } from './oracle.ts';
import { rateAt } from './rates.ts';
import type { SubscriptionSignal } from './signals.ts';

export interface SubscriptionState {
  /** In its own currency. */
  mrr: number;
  currency: string;
  pays: boolean;
  noticeGiven: boolean;
  termEndsAt: Instant | null;
  /** Since that term was stated. */
  renewedSince: boolean;
  renewsItself: boolean | null;
  open: boolean;
  seats: number | null;
  features: readonly string[];
}

const changesAt = (history: History, asOf: Instant) => history.byInstant('signals.subscription', asOf);

/** Plays each subscription's changes in order; one-off purchases are no change of it. */
export function subscriptionsAt(history: History, asOf: Instant): SubscriptionState[] {
  const changes = changesAt(history, asOf).filter((s) => s.change !== 'purchased');
  return [...groupBy(changes, (s) => s.subscriptionId).values()].map((events) => {
    const now: SubscriptionState = {
      mrr: 0,
      currency: '',
      pays: false,
      noticeGiven: false,
      termEndsAt: null,
      renewedSince: false,
      renewsItself: null,
      open: false,
      seats: null,
      features: [],
    };
    for (const event of events) {
      now.pays = pays(event);
      now.mrr = now.pays ? event.mrr : 0;
      now.currency = event.currency;
      now.open = event.change !== 'churned';
      now.seats = event.seats ?? now.seats;
      if (event.features?.length) now.features = event.features;
      now.termEndsAt = event.termEndsAt ?? now.termEndsAt;
      if (event.change === 'notice-given') now.noticeGiven = true;
      now.renewsItself = event.autoRenews ?? now.renewsItself;
      if (['started', 'renewed', 'reactivated'].includes(event.change)) {
        now.noticeGiven = false;
        now.renewedSince = true;
      }
      if (event.termEndsAt != null) now.renewedSince = false;
    }
    return now;
  });
}

export function pays(event: SubscriptionSignal): boolean {
  return event.change !== 'churned' && event.change !== 'purchased' && !event.trial;
}

/** Amounts in their own currencies as one in the tenant's base currency, at the rates of a day; null without a rate. */
export function convert(
  tenantId: string,
  amounts: readonly { readonly amount: number; readonly currency: string }[],
  at: Instant,
): number | null {
  let total = 0;
  for (const { amount, currency } of amounts) {
    if (amount === 0) continue;
    const rate = rateAt(tenantId, currency, at);
    if (rate === null) return null;
    total += amount * rate;
  }
  return total;
}

function mrrOf(history: History, states: readonly SubscriptionState[], at: Instant): number | null {
  const amounts = states.map(({ mrr: amount, currency }) => ({ amount, currency }));
  return convert(history.facts[0]!.tenantId, amounts, at);
}

export const mrr: Oracle = (history, asOf) => {
  const states = subscriptionsAt(history, asOf);
  if (states.length === 0) return unknown('never');
  const total = mrrOf(history, states, asOf);
  return total === null ? unknown('no-rate') : known(total);
};

export const arr: Oracle = (history, asOf) => {
  const monthly = mrr(history, asOf);
  return monthly.value === null ? monthly : known(12 * monthly.value);
};

export const mrrChange: Oracle = (history, asOf) => {
  const now = subscriptionsAt(history, asOf);
  if (now.length === 0) return unknown('never');
  const before = subscriptionsAt(history, asOf - 90 * DAY_MS);
  if (before.length === 0) return unknown('too-little-history');
  const [mrrNow, mrrBefore] = [mrrOf(history, now, asOf), mrrOf(history, before, asOf)];
  if (mrrNow === null || mrrBefore === null) return unknown('no-rate');
  return mrrBefore === 0 ? unknown('not-applicable') : known(mrrNow / mrrBefore);
};

/** The earliest end of an open, paid term that is not past. */
export function renewalAt(history: History, asOf: Instant): Instant | null {
  const ends = subscriptionsAt(history, asOf).flatMap((s) =>
    s.pays && s.termEndsAt !== null && s.termEndsAt >= asOf ? [s.termEndsAt] : [],
  );
  return ends.length === 0 ? null : Math.min(...ends);
}

/** The last of the days on which a subscription ended, once all have. */
export function churnedAt(history: History, asOf: Instant): Instant | null {
  const changes = changesAt(history, asOf).filter((s) => s.change !== 'purchased');
  const newest = [...groupBy(changes, (s) => s.subscriptionId).values()].map((events) => events.at(-1)!);
  if (newest.length === 0 || newest.some((s) => s.change !== 'churned')) return null;
  return Math.max(...newest.map((s) => s.occurredAt));
}

export const renewalDueDays: Oracle = (history, asOf) => {
  const subscriptions = subscriptionsAt(history, asOf);
  if (subscriptions.length === 0) return unknown('never');
  if (subscriptions.some((s) => s.pays && s.noticeGiven)) return known(0);
  const hasLapsed = (s: SubscriptionState) =>
    s.termEndsAt !== null && s.termEndsAt < asOf && !s.renewedSince && s.renewsItself === false;
  if (subscriptions.some((s) => s.pays && hasLapsed(s))) return known(0);
  const due = renewalAt(history, asOf);
  return due === null ? unknown('not-applicable') : known((due - asOf) / DAY_MS);
};

export const noticeGiven: Oracle = (history, asOf) => {
  const subscriptions = subscriptionsAt(history, asOf);
  if (subscriptions.length === 0) return unknown('never');
  const paid = subscriptions.filter((s) => s.pays);
  return paid.length === 0 ? unknown('not-applicable') : known(paid.filter((s) => s.noticeGiven).length);
};

const MEAN_MONTH_MS = (365.25 / 12) * DAY_MS;

/** What was earned after `from` and up to `to`, in its own currencies: MRR by time, and the amounts stated. */
export function earnings(
  history: History,
  from: Instant,
  to: Instant,
): { amount: number; currency: string }[] {
  const signals = changesAt(history, to);
  const fees = signals
    .filter((s) => s.occurredAt > from)
    .map((s) => ({ amount: s.amount ?? 0, currency: s.currency }));
  const changes = signals.filter((s) => s.change !== 'purchased');
  const recurring = [...groupBy(changes, (s) => s.subscriptionId).values()].flatMap((events) =>
    events.map((event, n) => {
      const start = Math.max(event.occurredAt, from);
      const end = Math.max(events[n + 1]?.occurredAt ?? to, start);
      const amount = pays(event) ? (event.mrr * (end - start)) / MEAN_MONTH_MS : 0;
      return { amount, currency: event.currency };
    }),
  );
  return [...fees, ...recurring];
}

export const lifetimeRevenue: Oracle = (history, asOf) => {
  const signals = changesAt(history, asOf);
  if (signals.length === 0) return unknown('never');
  const tenantId = history.facts[0]!.tenantId;
  // Also of what has stood for no time yet: a missing rate is a mistake from the first moment on.
  const stated = signals.flatMap((s) => [
    { amount: s.amount ?? 0, currency: s.currency },
    { amount: pays(s) ? s.mrr : 0, currency: s.currency },
  ]);
  if (convert(tenantId, stated, asOf) === null) return unknown('no-rate');
  return known(convert(tenantId, earnings(history, Number.NEGATIVE_INFINITY, asOf), asOf)!);
};

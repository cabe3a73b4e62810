import { DAY_MS, type Instant } from '@bellwether/domain';
import { groupBy, type History } from './history.ts';
import { known, type Oracle, sum, unknown } from './oracle.ts';

interface Subscription {
  mrr: number;
  pays: boolean;
  noticeGiven: boolean;
  termEndsAt: Instant | null;
}

/** Plays each subscription's changes in order; one-off purchases are no change of it. */
function subscriptionsAt(history: History, asOf: Instant): Subscription[] {
  const changes = history.byInstant('signals.subscription', asOf).filter((s) => s.change !== 'purchased');
  return [...groupBy(changes, (s) => s.subscriptionId).values()].map((events) => {
    const now: Subscription = { mrr: 0, pays: false, noticeGiven: false, termEndsAt: null };
    for (const event of events) {
      now.pays = event.change !== 'churned' && !event.trial;
      now.mrr = now.pays ? event.mrr : 0;
      now.termEndsAt = event.termEndsAt ?? now.termEndsAt;
      if (event.change === 'notice-given') now.noticeGiven = true;
      if (['started', 'renewed', 'reactivated'].includes(event.change)) now.noticeGiven = false;
    }
    return now;
  });
}

export const mrrChange: Oracle = (history, asOf) => {
  if (subscriptionsAt(history, asOf).length === 0) return unknown('never');
  const before = subscriptionsAt(history, asOf - 90 * DAY_MS);
  if (before.length === 0) return unknown('too-little-history');
  const mrrBefore = sum(before.map((s) => s.mrr));
  return mrrBefore === 0 ? unknown('not-applicable') : known(mrrNow(history, asOf)! / mrrBefore);
};

/** Null when the account never had a subscription. */
export function mrrNow(history: History, asOf: Instant): number | null {
  const subscriptions = subscriptionsAt(history, asOf);
  return subscriptions.length === 0 ? null : sum(subscriptions.map((s) => s.mrr));
}

/** The earliest end of an open, paid term that is not past. */
export function renewalAt(history: History, asOf: Instant): Instant | null {
  const ends = subscriptionsAt(history, asOf).flatMap((s) =>
    s.pays && s.termEndsAt !== null && s.termEndsAt >= asOf ? [s.termEndsAt] : [],
  );
  return ends.length === 0 ? null : Math.min(...ends);
}

export const renewalDueDays: Oracle = (history, asOf) => {
  const subscriptions = subscriptionsAt(history, asOf);
  if (subscriptions.length === 0) return unknown('never');
  if (subscriptions.some((s) => s.pays && s.noticeGiven)) return known(0);
  const due = renewalAt(history, asOf);
  return due === null ? unknown('not-applicable') : known((due - asOf) / DAY_MS);
};

import {
  addDays,
  type Costs,
  closeOf,
  DAY_MS,
  type Day,
  dayOf,
  type Instant,
  startOfDay,
} from '@bellwether/domain';
import { convert, earnings, pays, subscriptionsAt } from '../oracles/commercial.ts';
import { groupBy, type History } from '../oracles/history.ts';

/** A tenant's accounts, what it spends, and when it is looked at. */
export interface Fleet {
  readonly tenantId: string;
  readonly histories: ReadonlyMap<string, History>;
  readonly costs: Costs;
  readonly asOf: Instant;
}

/** What one account paid and brought in a month; money is null where a rate is missing. */
export interface AccountMonth {
  readonly accountId: string;
  readonly segment: string;
  readonly customer: boolean;
  readonly isNew: boolean;
  readonly activeStart: boolean;
  readonly activeEnd: boolean;
  readonly mrrStart: number | null;
  readonly mrrEnd: number | null;
  readonly revenue: number | null;
  readonly lifetimeRevenue: number | null;
  readonly due: number;
  readonly renewed: number;
}

/** First days of months. */
export function addMonths(month: Day, months: number): Day {
  const [year, ofYear] = month.split('-').map(Number) as [number, number];
  return dayOf(Date.UTC(year, ofYear - 1 + months, 1));
}

export function monthOf(instant: Instant): Day {
  return `${dayOf(instant).slice(0, 7)}-01`;
}

/** The last instant of a month, or the look where it comes first. */
export function closingOf(month: Day, asOf: Instant): Instant {
  return Math.min(closeOf(addDays(addMonths(month, 1), -1)), asOf);
}

export function accountMonth(fleet: Fleet, accountId: string, history: History, month: Day): AccountMonth {
  const { tenantId, asOf } = fleet;
  const [opening, closing] = [startOfDay(month) - 1, closingOf(month, asOf)];
  const facts = history.byInstant('signals.subscription', closing);
  const firstPaid = facts.find(pays)?.occurredAt;
  const mrrAt = (at: Instant) =>
    convert(
      tenantId,
      subscriptionsAt(history, at).map((s) => ({ amount: s.mrr, currency: s.currency })),
      closing,
    );
  const terms = termsOf(history, asOf).filter(({ end }) => monthOf(end) === month);
  return {
    accountId,
    segment: history.byInstant('signals.account', closing).at(-1)?.segment ?? 'none',
    customer: firstPaid !== undefined,
    isNew: firstPaid !== undefined && firstPaid > opening,
    activeStart: subscriptionsAt(history, opening).some((s) => s.pays),
    activeEnd: subscriptionsAt(history, closing).some((s) => s.pays),
    mrrStart: mrrAt(opening),
    mrrEnd: mrrAt(closing),
    revenue: convert(tenantId, earnings(history, opening, closing), closing),
    lifetimeRevenue: lifetimeRevenueOf(tenantId, history, closing),
    due: terms.length,
    renewed: terms.filter(({ renewed }) => renewed).length,
  };
}

function lifetimeRevenueOf(tenantId: string, history: History, at: Instant): number | null {
  const stated = history.byInstant('signals.subscription', at).flatMap((s) => [
    { amount: s.amount ?? 0, currency: s.currency },
    { amount: pays(s) ? s.mrr : 0, currency: s.currency },
  ]);
  if (convert(tenantId, stated, at) === null) return null;
  return convert(tenantId, earnings(history, Number.NEGATIVE_INFINITY, at), at);
}

interface Term {
  readonly end: Instant;
  readonly renewed: boolean;
}

/** Terms that have ended by the look, as they were stated before they did. */
function termsOf(history: History, asOf: Instant): Term[] {
  const facts = history.byInstant('signals.subscription', asOf);
  return [...groupBy(facts, (s) => s.subscriptionId).values()].flatMap((ofOne) => {
    const stated = ofOne.filter((s) => pays(s) && s.termEndsAt != null && s.occurredAt <= s.termEndsAt);
    const ends = stated.map((s) => s.termEndsAt!);
    const due = new Set(
      ends.filter((end, n) => end <= asOf && ends.slice(n + 1).every((later) => later >= end)),
    );
    const changes = ofOne.filter((s) => s.change !== 'purchased');
    return [...due].map((end) => {
      const decided = Math.min(asOf, end + 30 * DAY_MS);
      const state = changes.filter((s) => s.occurredAt <= decided).at(-1);
      return { end, renewed: state !== undefined && pays(state) };
    });
  });
}

import { DAY_MS, type Instant } from '@bellwether/domain';
import { compareBytes, groupBy, type History } from './history.ts';
import {
  type Answer,
  ageInDays,
  type FacetOracle,
  known,
  medianOf,
  type Oracle,
  sum,
  unknown,
  weightIn,
} from './oracle.ts';
import type { TicketSignal } from './signals.ts';
import { activeUsers } from './usage.ts';

const HOUR_MS = 3_600_000;

interface Ticket {
  readonly changes: readonly TicketSignal[];
  openedAt: Instant | null;
  /** The solution that stands, and since when it has been open where none does. */
  resolvedAt: Instant | null;
  openSince: Instant;
  /** The first solution after the first opening, whether it stood or not. */
  firstResolvedAt: Instant | null;
  reopenedAt: Instant | null;
  agentRepliesUntilThen: number;
  respondedAt: Instant | null;
  priority: string | null;
  category: string | null;
  feature: string | null;
}

/** Plays each ticket's changes in order: opening and reopening undo a resolution, a second resolution adds nothing. */
function ticketsOf(history: History, asOf: Instant): Ticket[] {
  const byTicket = groupBy(history.byInstant('signals.ticket', asOf), (s) => s.ticketId);
  return [...byTicket.values()].map((changes) => {
    const ticket: Ticket = {
      changes,
      openedAt: null,
      resolvedAt: null,
      openSince: changes[0]!.occurredAt,
      firstResolvedAt: null,
      reopenedAt: null,
      agentRepliesUntilThen: 0,
      respondedAt: null,
      priority: null,
      category: null,
      feature: null,
    };
    let begun = false;
    for (const signal of changes) begun = play(ticket, signal, begun);
    return ticket;
  });
}

/** Whether the spell that the ticket is in began with an opening that was seen. */
function play(ticket: Ticket, signal: TicketSignal, begun: boolean): boolean {
  const { change, actor, occurredAt: at } = signal;
  ticket.priority = signal.priority ?? ticket.priority;
  ticket.category = signal.category ?? ticket.category;
  ticket.feature = signal.feature ?? ticket.feature;
  if (change === 'opened' || change === 'reopened') {
    if (!begun) ticket.openSince = at;
    if (ticket.firstResolvedAt !== null) ticket.reopenedAt ??= at;
    if (change === 'opened') ticket.openedAt ??= at;
    ticket.resolvedAt = null;
    return true;
  }
  if (change === 'replied' && actor === 'agent') {
    if (ticket.openedAt !== null) ticket.respondedAt ??= at;
    if (ticket.firstResolvedAt === null) ticket.agentRepliesUntilThen += 1;
  }
  if (change !== 'resolved' && change !== 'closed') return begun;
  ticket.resolvedAt ??= at;
  if (ticket.openedAt !== null) ticket.firstResolvedAt ??= at;
  return false;
}

const urgentOf = (tickets: readonly Ticket[]) =>
  tickets.filter((t) => t.resolvedAt === null && t.priority === 'urgent');

export const openUrgentTickets: Oracle = (history, asOf) => {
  const tickets = ticketsOf(history, asOf);
  return tickets.length === 0 ? unknown('never') : known(urgentOf(tickets).length);
};

export const openUrgentAge: Oracle = (history, asOf) => {
  const tickets = ticketsOf(history, asOf);
  if (tickets.length === 0) return unknown('never');
  return known(Math.max(0, ...urgentOf(tickets).map((t) => asOf - t.openSince)) / HOUR_MS);
};

/** Median hours from the first opening to `until`, over tickets that got there in the last 90 whole days. */
const medianHoursTo =
  (until: (ticket: Ticket) => Instant | null): Oracle =>
  (history, asOf) => {
    const done = spansTo(until, history, asOf);
    if (done.length === 0) return unknown('never');
    const recent = done.filter((t) => ageInDays(t.at, asOf) < 90);
    return recent.length === 0 ? unknown('silent') : known(medianOf(recent.map((t) => t.hours)));
  };

function spansTo(until: (ticket: Ticket) => Instant | null, history: History, asOf: Instant) {
  return ticketsOf(history, asOf).flatMap((ticket) => {
    const at = until(ticket);
    return ticket.openedAt === null || at === null ? [] : [{ at, hours: (at - ticket.openedAt) / HOUR_MS }];
  });
}

export const firstResponseHours = medianHoursTo((t) => t.respondedAt);
export const firstResolutionHours = medianHoursTo((t) => t.firstResolvedAt);
export const medianResolutionHours = medianHoursTo((t) => t.resolvedAt);

export const turnaroundTrend: Oracle = (history, asOf) => {
  const solved = spansTo((t) => t.resolvedAt, history, asOf);
  if (solved.length === 0) return unknown('never');
  const hours = (from: number, before: number) =>
    solved.filter((t) => ageInDays(t.at, asOf) >= from && ageInDays(t.at, asOf) < before).map((t) => t.hours);
  const [recent, earlier] = [hours(0, 30), hours(30, 120)];
  if (recent.length + earlier.length === 0) return unknown('silent');
  if (recent.length < 3 || earlier.length < 3) return unknown('too-little-history');
  return medianOf(earlier) === 0 ? unknown('not-applicable') : known(medianOf(recent) / medianOf(earlier));
};

/** The share, in percent, of the solved tickets that are `judged`, of 90 days, that are `like` this; of at least three. */
function shareOfSolved(
  solved: readonly Ticket[],
  judged: readonly Ticket[],
  asOf: Instant,
  like: (ticket: Ticket) => boolean,
): Answer {
  const weigh = (some: readonly Ticket[]) => sum(some.map((t) => weightIn(t.firstResolvedAt!, asOf, 90)));
  if (weigh(solved) === 0) return unknown('silent');
  if (weigh(judged) < 3) return unknown('too-little-history');
  return known((100 * weigh(judged.filter(like))) / weigh(judged));
}

export const reopenRate: Oracle = (history, asOf) => {
  const solved = ticketsOf(history, asOf).filter((t) => t.firstResolvedAt !== null);
  return solved.length === 0
    ? unknown('never')
    : shareOfSolved(solved, solved, asOf, (t) => t.reopenedAt !== null);
};

export const firstContactResolution: Oracle = (history, asOf) => {
  const tickets = ticketsOf(history, asOf);
  const solved = tickets.filter((t) => t.firstResolvedAt !== null);
  if (solved.length === 0) return unknown('never');
  if (tickets.every((t) => !sendsReplies(t) && statedContacts(t) === null)) return unknown('not-applicable');
  const judged = solved.filter((t) => asOf - t.firstResolvedAt! >= 7 * DAY_MS);
  return shareOfSolved(solved, judged, asOf, (t) => {
    const contacts = sendsReplies(t) ? t.agentRepliesUntilThen : (statedContacts(t) ?? 0);
    const cameBack = t.reopenedAt !== null && t.reopenedAt - t.firstResolvedAt! <= 7 * DAY_MS;
    return contacts <= 1 && !cameBack;
  });
};

const sendsReplies = (ticket: Ticket) => ticket.changes.some((s) => s.change === 'replied');
const statedContacts = (ticket: Ticket) =>
  ticket.changes.findLast((s) => s.contacts != null)?.contacts ?? null;

export const escalations: Oracle = (history, asOf) => {
  const tickets = ticketsOf(history, asOf);
  if (tickets.length === 0) return unknown('never');
  const last = tickets.flatMap((t) => t.changes.findLast((s) => s.change === 'escalated') ?? []);
  return known(sum(last.map((s) => weightIn(s.occurredAt, asOf, 90))));
};

const openedRecently = (tickets: readonly Ticket[], asOf: Instant) =>
  tickets.filter((t) => t.openedAt !== null && ageInDays(t.openedAt, asOf) < 90);

export const recurringCategories: Oracle = (history, asOf) => {
  const opened = ticketsOf(history, asOf).filter((t) => t.openedAt !== null);
  if (opened.length === 0) return unknown('never');
  const named = opened.filter((t) => t.category);
  if (named.length === 0) return unknown('not-applicable');
  const counts = [...groupBy(openedRecently(named, asOf), (t) => t.category!).values()].map((t) => t.length);
  return known(counts.filter((tickets) => tickets >= 3).length);
};

/** Recently opened tickets by category and feature, the commonest first. */
export const ticketCategories: FacetOracle = (history, asOf) => {
  const tickets = ticketsOf(history, asOf);
  if (tickets.length === 0) return null;
  const named = openedRecently(tickets, asOf).filter((t) => t.category);
  const alike = groupBy(named, (t) => JSON.stringify([t.category, t.feature ?? '']));
  return [...alike.values()]
    .map((some) => [some[0]!.category!, some[0]!.feature ?? '', some.length] as const)
    .sort((a, b) => b[2] - a[2] || compareBytes(a[0], b[0]) || compareBytes(a[1], b[1]));
};

/** Open urgent tickets, the longest open first. */
export const ticketsUrgent: FacetOracle = (history, asOf) => {
  const tickets = ticketsOf(history, asOf);
  if (tickets.length === 0) return null;
  return urgentOf(tickets)
    .map((t) => [t.openSince, t.changes[0]!.ticketId, t.category ?? '', t.feature ?? ''] as const)
    .sort((a, b) => a[0] - b[0] || compareBytes(a[1], b[1]));
};

/** Recently opened tickets, those about defects, those about how to use it, and how many ever named a category. */
export const ticketsOpened: FacetOracle = (history, asOf) => {
  const tickets = ticketsOf(history, asOf);
  if (tickets.length === 0) return null;
  const recent = openedRecently(tickets, asOf);
  const howTo = recent.filter((t) => t.category === 'how-to' || t.category === 'usability');
  return [
    recent.length,
    recent.filter((t) => t.category === 'defect').length,
    howTo.length,
    tickets.filter((t) => t.openedAt !== null && t.category).length,
  ];
};

const perActiveUser =
  (categories: readonly string[] | null): Oracle =>
  (history, asOf) => {
    const tickets = ticketsOf(history, asOf);
    if (tickets.length === 0) return unknown('never');
    const users = activeUsers(history, asOf).value ?? 0;
    const named = tickets.some((t) => t.openedAt !== null && t.category);
    if (users === 0 || (categories !== null && !named)) return unknown('not-applicable');
    const counted = openedRecently(tickets, asOf).filter(
      (t) => categories?.includes(t.category ?? '') ?? true,
    );
    return known(counted.length / users);
  };

export const ticketsPerActiveUser = perActiveUser(null);
export const defectTicketsPerActiveUser = perActiveUser(['defect']);
export const usabilityTicketsPerActiveUser = perActiveUser(['how-to', 'usability']);

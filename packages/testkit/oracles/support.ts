import type { Instant } from '@bellwether/domain';
import { groupBy, type History } from './history.ts';
import { ageInDays, known, medianOf, type Oracle, unknown } from './oracle.ts';

interface Ticket {
  openedAt: Instant | null;
  resolvedAt: Instant | null;
  priority: string | null;
}

/** Plays each ticket's changes in order: opening and reopening undo a resolution, a second resolution adds nothing. */
function ticketsOf(history: History, asOf: Instant): Ticket[] {
  const byTicket = groupBy(history.byInstant('signals.ticket', asOf), (s) => s.ticketId);
  return [...byTicket.values()].map((changes) => {
    const ticket: Ticket = { openedAt: null, resolvedAt: null, priority: null };
    for (const { change, occurredAt, priority } of changes) {
      if (priority != null) ticket.priority = priority;
      if (change === 'opened') ticket.openedAt ??= occurredAt;
      if (change === 'opened' || change === 'reopened') ticket.resolvedAt = null;
      if (change === 'resolved' || change === 'closed') ticket.resolvedAt ??= occurredAt;
    }
    return ticket;
  });
}

export const openUrgentTickets: Oracle = (history, asOf) => {
  const tickets = ticketsOf(history, asOf);
  if (tickets.length === 0) return unknown('never');
  return known(tickets.filter((t) => t.resolvedAt === null && t.priority === 'urgent').length);
};

export const medianResolutionHours: Oracle = (history, asOf) => {
  const solved = ticketsOf(history, asOf).flatMap(({ openedAt, resolvedAt }) =>
    openedAt === null || resolvedAt === null ? [] : [{ openedAt, resolvedAt }],
  );
  if (solved.length === 0) return unknown('never');
  const recent = solved.filter((t) => ageInDays(t.resolvedAt, asOf) < 90);
  if (recent.length === 0) return unknown('too-little-history');
  return known(medianOf(recent.map((t) => (t.resolvedAt - t.openedAt) / 3_600_000)));
};

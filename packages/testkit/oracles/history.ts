import { DAY_MS, dayOf, type Instant, type TextReading } from '@bellwether/domain';
import type { Signal, SignalOf } from './signals.ts';

/**
 * Of copies with one identity (topic, tenant, account, UTC day, eventId) the last received wins, as a whole; of
 * two received in the same millisecond the one whose content sorts later.
 */
export function lastReceived(copies: readonly Signal[]): Signal[] {
  const winners = new Map<string, Signal>();
  for (const copy of copies) {
    const id = JSON.stringify([
      copy.topic,
      copy.tenantId,
      copy.accountId,
      dayOf(copy.occurredAt),
      copy.eventId,
    ]);
    const held = winners.get(id);
    if (!held || supersedes(copy, held)) winners.set(id, copy);
  }
  return [...winners.values()];
}

function supersedes(copy: Signal, held: Signal): boolean {
  if (copy.receivedAt !== held.receivedAt) return copy.receivedAt > held.receivedAt;
  return canonical(copy) > canonical(held);
}

function canonical(signal: Signal): string {
  return JSON.stringify(Object.entries(signal).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** One account's facts, each once. */
export interface History {
  /** Telemetry counts by day: what lies on as-of's day counts, even later in it. */
  byDay<T extends Signal['topic']>(topic: T, asOf: Instant): SignalOf<T>[];
  /** State counts by instant, and comes in order of (occurredAt, eventId). */
  byInstant<T extends Signal['topic']>(topic: T, asOf: Instant): SignalOf<T>[];
  readonly facts: readonly Signal[];
  /** What was read in a text; null where there is none. */
  readingOf(text: string | null | undefined, statedLanguage?: string | null): TextReading | null;
  /** -1 to 1; null where there is no text, or none that was or could be read. */
  sentimentOf(text: string | null | undefined, statedLanguage?: string | null): number | null;
}

/** What was read in a text of the account; null where it was not. */
export type ReadingOf = (text: string, statedLanguage: string | null) => TextReading | null;

export function historyOf(copies: readonly Signal[], readingOf: ReadingOf = () => null): History {
  const facts = lastReceived(copies).sort(
    (a, b) => a.occurredAt - b.occurredAt || compareBytes(a.eventId, b.eventId),
  );
  const of = <T extends Signal['topic']>(topic: T) =>
    facts.filter((f): f is SignalOf<T> => f.topic === topic);
  const read = (text: string | null | undefined, statedLanguage: string | null = null) =>
    text == null ? null : readingOf(text, statedLanguage);
  return {
    facts,
    byDay: (topic, asOf) => of(topic).filter((f) => f.occurredAt < startOfNextDay(asOf)),
    byInstant: (topic, asOf) => of(topic).filter((f) => f.occurredAt <= asOf),
    readingOf: read,
    sentimentOf: (text, statedLanguage = null) => read(text, statedLanguage)?.sentiment ?? null,
  };
}

export function startOfNextDay(instant: Instant): Instant {
  return (Math.floor(instant / DAY_MS) + 1) * DAY_MS;
}

/** Ids are compared as UTF-8 bytes, as every store does; JavaScript's own order differs beyond the BMP. */
export function compareBytes(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Groups in order of first appearance; each group keeps the order of the facts. */
export function groupBy<T>(facts: readonly T[], keyOf: (fact: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const fact of facts) {
    const key = keyOf(fact);
    const group = groups.get(key);
    if (group) group.push(fact);
    else groups.set(key, [fact]);
  }
  return groups;
}

import type { AccountRef } from '../keys.ts';
import type { Instant } from '../time/days.ts';

/** One message of `health.overrides`: a person sets a score by hand, or takes that back. */
export interface Override extends AccountRef {
  readonly eventId: string;
  readonly change: 'set' | 'cleared';
  /** Tenths of a point, 0 to 1000; null when cleared. */
  readonly scoreTenths: number | null;
  readonly note: string;
  readonly author: string;
  readonly createdAt: Instant;
  /** Null when cleared. */
  readonly expiresAt: Instant | null;
}

/** An override that holds: set, begun and not run out. */
export interface OverrideInForce extends Override {
  readonly scoreTenths: number;
  readonly expiresAt: Instant;
}

/** What an override says at an instant; the newest by (createdAt, eventId) has the only word. */
export function overrideAt(overrides: readonly Override[], at: Instant): OverrideInForce | null {
  const newest = overrides.findLast((o) => o.createdAt <= at);
  if (newest === undefined || newest.change === 'cleared') return null;
  if (newest.scoreTenths === null || newest.expiresAt === null || newest.expiresAt <= at) return null;
  return newest as OverrideInForce;
}

/**
 * Adds an override in its place and forgets those that can no longer matter at or after `from`. The result is the
 * same in whatever order, and however often, overrides arrive.
 */
export function withOverride(
  overrides: readonly Override[],
  added: Override,
  from: Instant,
): readonly Override[] {
  return prunedOverrides(distinctOverrides([...overrides, added]), from);
}

/**
 * Each override once, by (createdAt, eventId). Of copies that differ the earliest made holds, in whatever order they come:
 * whoever sends again what got no answer meant the first.
 */
export function distinctOverrides(overrides: readonly Override[]): Override[] {
  const byId = new Map<string, Override>();
  for (const override of overrides) {
    const known = byId.get(override.eventId);
    if (known === undefined || compareCopies(override, known) < 0) byId.set(override.eventId, override);
  }
  return [...byId.values()].sort(byTime);
}

function compareCopies(a: Override, b: Override): number {
  return a.createdAt - b.createdAt || compareText(contentOf(a), contentOf(b));
}

function contentOf({ change, scoreTenths, note, author, expiresAt }: Override): string {
  return JSON.stringify([change, scoreTenths, note, author, expiresAt]);
}

/** Keeps the override in force at `from` and every later one. */
export function prunedOverrides(overrides: readonly Override[], from: Instant): readonly Override[] {
  const first = overrides.findLastIndex((o) => o.createdAt <= from);
  return first <= 0 ? overrides : overrides.slice(first);
}

/** The next instant after `at` at which overrides say otherwise: one runs out or begins; null when none will. */
export function nextOverrideTurn(overrides: readonly Override[], at: Instant): Instant | null {
  const ends = overrideAt(overrides, at)?.expiresAt ?? Number.POSITIVE_INFINITY;
  const begins = overrides.find((o) => o.createdAt > at)?.createdAt ?? Number.POSITIVE_INFINITY;
  const turn = Math.min(ends, begins);
  return Number.isFinite(turn) ? turn : null;
}

function byTime(a: Override, b: Override): number {
  return a.createdAt - b.createdAt || compareText(a.eventId, b.eventId);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

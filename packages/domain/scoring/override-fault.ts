import type { Instant } from '../time/days.ts';
import type { Override } from './override.ts';

/** How far a sender's clock may be ahead of the broker's. */
const AHEAD_MAX_MS = 300_000;
const TENTHS_MAX = 1000;

/** What is wrong with an override, for people; null when nothing is. `appendedAt` is the broker's time. */
export function overrideFault(override: Override, appendedAt: Instant): string | null {
  const { eventId, change, scoreTenths, note, author, createdAt, expiresAt } = override;
  if (eventId === '') return 'eventId is empty';
  if (note.trim() === '') return 'an override needs a note';
  if (author.trim() === '') return 'an override needs an author';
  if (createdAt < 0) return 'createdAt is before 1970';
  if (createdAt > appendedAt + AHEAD_MAX_MS) return 'createdAt lies in the future';
  if (change === 'cleared') return null;
  if (change !== 'set') return `change is neither set nor cleared: ${change}`;
  if (scoreTenths === null || scoreTenths < 0 || scoreTenths > TENTHS_MAX)
    return 'scoreTenths is not between 0 and 1000';
  return expiresAt === null || expiresAt <= createdAt ? 'expiresAt is not after createdAt' : null;
}

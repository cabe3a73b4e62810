import { TENANT_ID_PATTERN } from '../keys.ts';
import { DAY_MS, type Instant } from '../time/days.ts';
import { TIME_MAX } from './fields.ts';

/** How far back of a tenant's as-of facts are taken: 25 months, more than 30 closes plus the longest window. */
export const RETENTION_DAYS = 760;
const AHEAD_MS_MAX = DAY_MS;
/** Keys and sort keys stay small. */
const ID_CHARS_MAX = 800;

export interface AdmissionCandidate {
  readonly tenantId: string;
  readonly accountId: string;
  readonly eventId: string;
  readonly occurredAt: Instant;
  readonly receivedAt: Instant;
}

export type TimeFault = 'too-old' | 'in-the-future';

/** What is wrong with an envelope whoever the tenant is, for people; null when nothing is. */
export function envelopeFault(candidate: AdmissionCandidate): string | null {
  const { tenantId, accountId, eventId, occurredAt, receivedAt } = candidate;
  if (!TENANT_ID_PATTERN.test(tenantId)) return 'tenantId is not a slug';
  if (!isBounded(accountId)) return `accountId is empty or longer than ${ID_CHARS_MAX}`;
  if (!isBounded(eventId)) return `eventId is empty or longer than ${ID_CHARS_MAX}`;
  if (!isInstant(occurredAt)) return 'occurredAt is not between the years 1970 and 2100';
  if (!isInstant(receivedAt)) return 'receivedAt is not between the years 1970 and 2100';
  return null;
}

/**
 * Whether the time of a signal is out of reach for a tenant looked at as of `asOf`. One that is too old would shrink
 * a bucket whose raw facts may have expired; one that lies more than a day ahead of when it came in is of a wrong clock,
 * whenever it is read again and wherever the tenant stands: one that stands in the past may move on.
 */
export function timeFault(
  occurredAt: Instant,
  { asOf, cameInAt }: { readonly asOf: Instant; readonly cameInAt: Instant },
  retentionDays: number = RETENTION_DAYS,
): TimeFault | null {
  if (occurredAt < asOf - retentionDays * DAY_MS) return 'too-old';
  return isAhead(occurredAt, cameInAt) ? 'in-the-future' : null;
}

/** Whether a signal says it happened more than a day after it came in. */
export function isAhead(occurredAt: Instant, cameInAt: Instant): boolean {
  return occurredAt > cameInAt + AHEAD_MS_MAX;
}

function isBounded(id: string): boolean {
  return id !== '' && id.length <= ID_CHARS_MAX;
}

/** Beyond it a fact's version would overflow and its day would be bent to another. */
function isInstant(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < TIME_MAX;
}

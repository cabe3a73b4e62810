import { createHash } from 'node:crypto';

/**
 * The id of a signal whose source gave none: SHA-256, in hex, of
 *
 *     tenantId LF topic LF canonical-JSON(body)
 *
 * where `body` is the signal after validation (times in ms), without eventId, tenantId, receivedAt and sentAt, and
 * canonical JSON sorts keys by code unit, leaves out null and undefined, and has no blanks. Sending the same
 * signal again, later or with its fields in another order, gives the same id. Two events that differ in nothing
 * are one: a source that means two has to tell them apart by an eventId.
 */
export function deriveEventId(topic: string, tenantId: string, body: object): string {
  const { eventId, tenantId: _, receivedAt, sentAt, ...said } = body as Record<string, unknown>;
  return createHash('sha256')
    .update(`${tenantId}\n${topic}\n${canonicalJson(said)}`)
    .digest('hex');
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const entries = Object.entries(value)
    .filter(([, item]) => item !== null && item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

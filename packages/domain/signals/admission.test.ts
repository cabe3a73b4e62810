import { describe, expect, it } from 'vitest';
import { closeOf, DAY_MS } from '../time/days.ts';
import { envelopeFault, RETENTION_DAYS, timeFault } from './admission.ts';

const asOf = closeOf('2026-03-31');
const now = { asOf, cameInAt: asOf };
const envelope = {
  tenantId: 'acme',
  accountId: 'a/1',
  eventId: 'e1',
  occurredAt: asOf,
  receivedAt: asOf,
};

describe('the time of a signal', () => {
  it('reaches back as far as facts are kept, and not a millisecond further', () => {
    const oldest = asOf - RETENTION_DAYS * DAY_MS;
    expect(timeFault(oldest, now)).toBeNull();
    expect(timeFault(oldest - 1, now)).toBe('too-old');
  });

  it('may lie a day ahead of when it came in, as clocks differ, and no more', () => {
    expect(timeFault(asOf + DAY_MS, now)).toBeNull();
    expect(timeFault(asOf + DAY_MS + 1, now)).toBe('in-the-future');
  });

  it('is judged alike whenever it is read', () => {
    const readLater = { asOf: asOf + 9 * DAY_MS, cameInAt: asOf };
    expect(timeFault(asOf + DAY_MS + 1, readLater)).toBe('in-the-future');
  });

  it('may lie ahead of a tenant that stands in the past, which may move on', () => {
    expect(timeFault(asOf, { asOf: closeOf('2025-12-31'), cameInAt: asOf })).toBeNull();
  });

  it('is judged from where the tenant stands, not from today', () => {
    const frozen = { asOf: closeOf('2024-12-31'), cameInAt: asOf };
    expect(timeFault(closeOf('2023-01-05'), frozen)).toBeNull();
    expect(timeFault(closeOf('2023-01-05'), now)).toBe('too-old');
  });
});

describe('an envelope', () => {
  it('passes with a slug, non-empty ids and real times', () => {
    expect(envelopeFault(envelope)).toBeNull();
  });

  it.each([
    ['tenantId', 'Not A Slug'],
    ['accountId', ''],
    ['accountId', 'x'.repeat(801)],
    ['eventId', ''],
    ['occurredAt', -1],
    ['occurredAt', 1.5],
    ['receivedAt', Date.UTC(2100, 0, 1)],
  ])('is refused for %s %s', (field, value) => {
    expect(envelopeFault({ ...envelope, [field]: value })).toContain(field);
  });
});

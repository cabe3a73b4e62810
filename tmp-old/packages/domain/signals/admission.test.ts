import { describe, expect, it } from 'vitest';
import { closeOf, DAY_MS } from '../time/days.ts';
import { envelopeFault, RETENTION_DAYS, timeFault } from './admission.ts';

const asOf = closeOf('2026-03-31');
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
    expect(timeFault(oldest, asOf)).toBeNull();
    expect(timeFault(oldest - 1, asOf)).toBe('too-old');
  });

  it('may lie a day ahead of as-of, as clocks differ, and no more', () => {
    expect(timeFault(asOf + DAY_MS, asOf)).toBeNull();
    expect(timeFault(asOf + DAY_MS + 1, asOf)).toBe('in-the-future');
  });

  it('is judged from where the tenant stands, not from today', () => {
    const frozen = closeOf('2024-12-31');
    expect(timeFault(closeOf('2023-01-05'), frozen)).toBeNull();
    expect(timeFault(closeOf('2023-01-05'), asOf)).toBe('too-old');
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

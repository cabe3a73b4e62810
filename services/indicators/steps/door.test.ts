import type { SignalEnvelope } from '@bellwether/contracts';
import type { LogRecord } from '@bellwether/kafka';
import { describe, expect, it } from 'vitest';
import { atTheDoor } from './door.ts';

const envelope: SignalEnvelope = {
  eventId: 'e1',
  tenantId: 't',
  accountId: 'a/b',
  occurredAt: 1,
  receivedAt: 2,
};

function outcome(change: Partial<SignalEnvelope>, record: Partial<LogRecord> = {}) {
  const codec = {
    decodeEnvelope: () => ({ kind: 'value', value: { ...envelope, ...change }, schemaId: 1 }) as const,
  };
  const whole: LogRecord = {
    topic: 'signals.login',
    partition: 3,
    offset: 9n,
    key: Buffer.from('t/a/b'),
    value: Buffer.from('wire'),
    appendedAt: 0,
    ...record,
  };
  return atTheDoor(whole, codec, () => 3);
}

function reason(change: Partial<SignalEnvelope>, record: Partial<LogRecord> = {}): string {
  const result = outcome(change, record);
  return result.kind === 'rejected' ? result.rejected.reason : result.kind;
}

describe('the door', () => {
  it('lets a sound value through with its own bytes, its account read from the value', () => {
    expect(outcome({})).toEqual({
      kind: 'fact',
      fact: {
        ...envelope,
        topic: 'signals.login',
        partition: 3,
        offset: 9n,
        appendedAt: 0,
        wire: Buffer.from('wire'),
      },
    });
  });

  it('refuses envelopes that no key or day can be made of', () => {
    expect(reason({ tenantId: 'Not A Slug' })).toBe('invalid-envelope');
    expect(reason({ accountId: '' })).toBe('invalid-envelope');
    expect(reason({ eventId: '' })).toBe('invalid-envelope');
    expect(reason({ occurredAt: Number.NaN })).toBe('invalid-envelope');
    expect(reason({ receivedAt: -1 })).toBe('invalid-envelope');
  });

  it('refuses amounts that the gateway would have refused: a negative count wraps in its bucket', () => {
    const use = { topic: 'signals.feature-use' };
    expect(reason({ count: -1 }, use)).toBe('invalid-number');
    expect(reason({ count: 3, errors: -1 }, use)).toBe('invalid-number');
    expect(reason({ count: 0, errors: null, durationSeconds: 1.5 }, use)).toBe('fact');
    expect(reason({ sessionSeconds: Number.NaN })).toBe('invalid-number');
  });

  it('refuses a value whose key, or whose partition, is not that of its account', () => {
    expect(reason({}, { key: null })).toBe('wrong-key');
    expect(reason({}, { key: Buffer.from('t/a') })).toBe('wrong-key');
    expect(reason({}, { partition: 4 })).toBe('wrong-partition');
  });
});

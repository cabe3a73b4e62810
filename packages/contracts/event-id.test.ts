import { describe, expect, it } from 'vitest';
import { deriveEventId } from './event-id.ts';

const body = { accountId: 'a', occurredAt: 1_767_225_600_000, source: 'web', kind: 'login', userId: null };
const derive = (changes: object = {}) => deriveEventId('signals.login', 'acme', { ...body, ...changes });

describe('the id derived for a signal without one', () => {
  it('is pinned, as others may compute it too', () => {
    expect(derive()).toBe('847a97dfcfde86b1f30c9e3f8b82ec2cd11a3b0dae0cae156a10ee98f8c48383');
  });

  it('does not depend on the order of fields, on nulls, or on when it was sent and received', () => {
    const shuffled = Object.fromEntries(Object.entries(body).reverse());
    expect(deriveEventId('signals.login', 'acme', shuffled)).toBe(derive());
    expect(derive({ userId: undefined, sentAt: 5, receivedAt: 6, eventId: null })).toBe(derive());
  });

  it.each([
    ['what happened', derive({ kind: 'session-end' })],
    ['when', derive({ occurredAt: 1 })],
    ['whose', deriveEventId('signals.login', 'other', body)],
    ['the topic', deriveEventId('signals.ticket', 'acme', body)],
    ['a list in another order', derive({ features: ['a', 'b'] })],
  ])('differs by %s', (_, other) => {
    expect(other).not.toBe(derive());
    expect(derive({ features: ['a', 'b'] })).not.toBe(derive({ features: ['b', 'a'] }));
  });
});

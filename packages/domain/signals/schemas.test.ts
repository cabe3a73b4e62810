import { describe, expect, it } from 'vitest';
import { signalSchemas } from './schemas.ts';

const login = { accountId: 'a', occurredAt: 1_767_225_600_000, source: 'web', kind: 'login' };
const parse = (body: object) => signalSchemas['signals.login'].safeParse(body);

describe('a signal as a source sends it', () => {
  it.each([1_767_225_600_000, '2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', '2026-01-01'])(
    'may give its time as %s',
    (occurredAt) => {
      expect(parse({ ...login, occurredAt }).data?.occurredAt).toBe(1_767_225_600_000);
    },
  );

  it.each(['2026-01-01T00:00:00', 'yesterday', -1, 1.5, '9999-12-31', '2026-02-30'])(
    'is refused with the time %s',
    (occurredAt) => {
      expect(parse({ ...login, occurredAt }).error?.issues[0]?.path).toEqual(['occurredAt']);
    },
  );

  it('that is due on a day has until its close, and one with a time until then', () => {
    const planned = {
      accountId: 'a',
      occurredAt: 1_767_225_600_000,
      source: 'plan',
      planId: 'p',
      subject: 'milestone',
      subjectId: 'm',
      title: 'live',
      change: 'planned',
    };
    const due = (dueAt: string) => signalSchemas['signals.milestone'].parse({ ...planned, dueAt }).dueAt;
    expect(due('2026-03-10')).toBe(Date.UTC(2026, 2, 11) - 1);
    expect(due('2026-03-10T12:00:00Z')).toBe(Date.UTC(2026, 2, 10, 12));
  });

  it('may leave out what is optional, or say null', () => {
    expect(parse({ ...login, userId: null, eventId: undefined }).success).toBe(true);
  });

  it('is refused with a field nobody knows, which is a typing error more often than not', () => {
    expect(parse({ ...login, acountId: 'a' }).error?.issues[0]?.message).toContain('acountId');
  });

  it('cannot say which tenant it belongs to or when it was received', () => {
    expect(parse({ ...login, tenantId: 'other' }).success).toBe(false);
    expect(parse({ ...login, receivedAt: 1 }).success).toBe(false);
  });

  it('is refused with an id that no bytes can stand for', () => {
    expect(parse({ ...login, accountId: 'a\ud800' }).error?.issues[0]?.path).toEqual(['accountId']);
  });

  it('has empty lists where it names none', () => {
    const body = {
      ...login,
      kind: undefined,
      subscriptionId: 's',
      change: 'started',
      mrr: 1,
      currency: 'EUR',
    };
    const { kind: _, ...subscription } = body;
    expect(signalSchemas['signals.subscription'].parse(subscription).features).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { gateway, NOW } from './given.ts';

const login = {
  type: 'login',
  accountId: 'acme',
  occurredAt: '2026-01-15T11:59:00Z',
  source: 'app',
  kind: 'login',
};

describe('POST /v1/signals', () => {
  it('writes a signal before it accepts it, stamped with tenant, id and time', async () => {
    const { post, written, log } = await gateway();
    const response = await post(login, { authorization: 'Bearer good' });
    expect(response.statusCode).toBe(202);
    const [result] = response.json().results;
    expect(result).toEqual({ status: 'accepted', eventId: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const value = expect.objectContaining({
      eventId: result.eventId,
      tenantId: 'demo',
      accountId: 'acme',
      occurredAt: Date.UTC(2026, 0, 15, 11, 59),
      receivedAt: NOW,
    });
    expect(written()).toMatchObject([{ kind: 'value', value }]);
    expect(String(log.records('signals.login')[0]?.key)).toBe('demo/acme');
  });

  it('rejects what lies ahead of tomorrow, or in seconds: it would never become a fact', async () => {
    const { post } = await gateway();
    const ahead = { ...login, occurredAt: NOW + 25 * 3_600_000 };
    const seconds = { ...login, occurredAt: NOW / 1_000 };
    const { results } = (await post([ahead, seconds, { ...login, occurredAt: NOW + 3_600_000 }])).json();
    expect(results).toMatchObject([
      { path: '[0].occurredAt', reason: expect.stringContaining('24 h ahead') },
      { path: '[1].occurredAt', reason: expect.stringContaining('milliseconds') },
      { status: 'accepted' },
    ]);
  });

  it('rejects what no broker would take, and accepts what came beside it', async () => {
    const { post, total } = await gateway({ gateway: { maxBodyBytes: 5_000_000 } });
    const features = Array.from({ length: 1_000 }, (_, n) => `${n}${'健'.repeat(400)}`);
    const large = {
      type: 'milestone',
      accountId: 'acme',
      occurredAt: '2026-01-15T11:59:00Z',
      source: 'plan',
      planId: 'p1',
      subject: 'plan',
      subjectId: 'p1',
      title: 'everything',
      change: 'planned',
      features,
    };
    const response = await post([large, login]);
    expect(response.json()).toMatchObject({ accepted: 1, rejected: 1 });
    expect(response.json().results[0]).toMatchObject({
      path: '[0]',
      reason: expect.stringContaining('too large'),
    });
    expect(await total('gateway_signals_rejected_total')).toBe(1);
  });

  it('derives the same id from the same signal, and keeps an id it is given', async () => {
    const { post } = await gateway();
    const ids = async (body: object) => (await post(body)).json().results[0].eventId;
    expect(await ids(login)).toBe(await ids({ ...login, sentAt: NOW }));
    expect(await ids({ ...login, eventId: 'mine' })).toBe('mine');
  });

  it.each([
    ['an array', (items: object[]) => items, '[1].kind'],
    ['a list of signals', (items: object[]) => ({ signals: items }), 'signals[1].kind'],
  ])('answers each item of %s in order, 207 when some are rejected', async (_name, shape, path) => {
    const { post, written, total } = await gateway();
    const response = await post(
      shape([login, { ...login, kind: 'arrived' }, { ...login, accountId: 'other' }]),
    );
    expect(response.statusCode).toBe(207);
    expect(response.json()).toMatchObject({ accepted: 2, rejected: 1 });
    expect(response.json().results).toMatchObject([
      { status: 'accepted' },
      { status: 'rejected', path, reason: expect.stringContaining('login') },
      { status: 'accepted' },
    ]);
    expect(written()).toHaveLength(2);
    expect(await total('gateway_signals_received_total')).toBe(3);
    expect(await total('gateway_signals_accepted_total')).toBe(2);
    expect(await total('gateway_signals_rejected_total')).toBe(1);
  });

  it.each([
    ['an unknown type', { ...login, type: 'logout' }, 'type', 'unknown'],
    ['no type', { ...login, type: undefined }, 'type', 'missing'],
    ['a missing field', { ...login, accountId: undefined }, 'accountId', 'missing'],
    ['a time without a zone', { ...login, occurredAt: '2026-01-15T11:59:00' }, 'occurredAt', 'ISO 8601'],
    ['a field nobody knows', { ...login, colour: 'red' }, 'colour', 'unknown field'],
    ['a tenant of its own', { ...login, tenantId: 'other' }, 'tenantId', 'unknown field'],
  ])('rejects %s with path and reason', async (_name, body, path, reason) => {
    const { post, written } = await gateway();
    const response = await post(body);
    expect(response.statusCode).toBe(400);
    expect(response.json().results).toEqual([
      { status: 'rejected', path, reason: expect.stringContaining(reason) },
    ]);
    expect(written()).toEqual([]);
  });

  it.each([
    ['broken JSON', '{"type":'],
    ['a number', '7'],
    ['signals that are no list', { signals: login }],
  ])('refuses %s as a whole', async (_name, body) => {
    const { post } = await gateway();
    const response = await post(body);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toEqual({ error: expect.any(String) });
  });

  it('says what to send instead of a form, which is what curl sends unasked', async () => {
    const { post } = await gateway();
    const headers = { 'x-api-key': 'good', 'content-type': 'application/x-www-form-urlencoded' };
    const response = await post(login, headers);
    expect(response.statusCode).toBe(415);
    expect(response.json().error).toContain('application/json');
  });

  it('tells a source that its clock is wrong', async () => {
    const { post } = await gateway();
    const response = await post([
      { ...login, sentAt: NOW - 3_600_000 },
      { ...login, sentAt: NOW - 2_000 },
    ]);
    expect(response.json().results).toMatchObject([{ clockSkewMs: 3_600_000 }, {}]);
    expect(response.json().results[1]).not.toHaveProperty('clockSkewMs');
  });
});

describe('limits', () => {
  it('refuses requests without a key that was given out', async () => {
    const { post, written } = await gateway();
    expect((await post(login, {})).statusCode).toBe(401);
    expect((await post(login, { 'x-api-key': 'bad' })).statusCode).toBe(401);
    expect(written()).toEqual([]);
  });

  it('refuses bodies that are too large', async () => {
    const { post } = await gateway({ gateway: { maxBodyBytes: 1_000 } });
    expect((await post(Array.from({ length: 20 }, () => login))).statusCode).toBe(413);
  });

  it('refuses too many requests with one key', async () => {
    const { post } = await gateway({ gateway: { requestsPerSecond: 2 } });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await post(login)).statusCode);
    expect(statuses).toEqual([202, 202, 429]);
  });

  it('acknowledges nothing when the brokers fail, and says when to come back', async () => {
    const { post, app, total } = await gateway({
      writer: { write: () => Promise.reject(new Error('no broker')) },
    });
    const response = await post([login, { ...login, kind: 'x' }]);
    expect(response.statusCode).toBe(503);
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    expect(await total('gateway_signals_received_total')).toBe(2);
    expect(await total('gateway_signals_rejected_total')).toBe(2);
    expect((await app.inject('/health/ready')).statusCode).toBe(503);
  });

  it('acknowledges nothing the brokers have not confirmed in time', async () => {
    const { post, total } = await gateway({
      writer: { write: () => new Promise(() => {}) },
      limits: { timeoutMs: 10 },
    });
    expect((await post(login)).statusCode).toBe(503);
    expect(await total('gateway_signals_accepted_total')).toBe(0);
  });

  it('refuses at once while too many signals wait', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { post } = await gateway({ writer: { write: () => promise }, limits: { maxInFlight: 1 } });
    const waiting = post(login);
    await expect.poll(async () => (await post(login)).statusCode).toBe(503);
    resolve();
    expect((await waiting).statusCode).toBe(202);
    expect((await post(login)).statusCode).toBe(202);
  });
});

describe('GET', () => {
  it('/openapi.json describes every signal', async () => {
    const { app } = await gateway();
    const { components, paths } = (await app.inject('/openapi.json')).json();
    expect(Object.keys(paths)).toEqual(['/v1/signals', '/v1/overrides', '/v1/tenant']);
    expect(components.schemas.Override.oneOf).toHaveLength(2);
    expect(components.schemas.login.properties).toMatchObject({
      type: { const: 'login' },
      source: { type: 'string' },
    });
    expect(components.schemas.Signal.oneOf).toHaveLength(10);
  });

  it('/v1/tenant says whose signals a key sends', async () => {
    const { app } = await gateway();
    const asked = (key: string) => app.inject({ url: '/v1/tenant', headers: { 'x-api-key': key } });
    expect((await asked('good')).json()).toEqual({ tenantId: 'demo' });
    expect((await asked('bad')).statusCode).toBe(401);
  });

  it('/health needs no key', async () => {
    const { app } = await gateway();
    expect((await app.inject('/health')).json()).toEqual({ ready: true });
    expect((await app.inject('/nowhere')).statusCode).toBe(404);
  });
});

import { playbookSchema, type WebhookAction } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { deliver, type WebhookPorts } from './webhook.ts';

function request(more: object = {}): WebhookAction {
  const webhook = { url: 'http://hooks.test/x', attempts: 3, ...more };
  const playbook = playbookSchema.parse({
    id: 'p',
    title: 'P',
    when: [{ hasFlag: 'fading' }],
    do: [{ webhook }],
  });
  return (playbook.do[0] as { webhook: WebhookAction }).webhook;
}

/** Answers each call with the next of `answers`: a status, or an error to throw. */
function receiver(...answers: (number | Error)[]) {
  const calls: { headers: Headers; body: string }[] = [];
  const stop = new AbortController();
  const ports: WebhookPorts = {
    fetch: async (_url, init) => {
      calls.push({ headers: new Headers(init?.headers), body: String(init?.body) });
      const answer = answers.shift() ?? 200;
      if (answer instanceof Error) throw answer;
      return new Response(null, { status: answer });
    },
    secrets: { TOKEN: 's3cret' },
    firstPauseMs: 0,
    stopped: stop.signal,
  };
  return { calls, ports, stop };
}

describe('a webhook', () => {
  it('is sent as JSON with its idempotency key and the secrets it names', async () => {
    const { calls, ports } = receiver(204);
    const delivery = await deliver(ports, request({ secretHeaders: { Authorization: 'TOKEN' } }), 'key-1', {
      a: 1,
    });
    expect(delivery).toEqual({ status: 'done', attempts: 1, detail: 'http://hooks.test/x answered 204' });
    expect(calls[0]!.body).toBe('{"a":1}');
    expect(Object.fromEntries(calls[0]!.headers)).toMatchObject({
      authorization: 's3cret',
      'content-type': 'application/json',
      'idempotency-key': 'key-1',
    });
  });

  it('is tried again after a server error, a 429 and a broken connection, under the same key', async () => {
    for (const first of [500, 429, new TypeError('fetch failed')]) {
      const { calls, ports } = receiver(first, 200);
      expect(await deliver(ports, request(), 'k', {})).toMatchObject({ status: 'done', attempts: 2 });
      expect(calls.map((call) => call.headers.get('idempotency-key'))).toEqual(['k', 'k']);
    }
  });

  it('fails with the reason once its attempts are used up', async () => {
    const { calls, ports } = receiver(500, 503, 500, 500);
    expect(await deliver(ports, request(), 'k', {})).toEqual({
      status: 'failed',
      attempts: 3,
      detail: 'http://hooks.test/x: answered 500',
    });
    expect(calls).toHaveLength(3);
  });

  it('is not repeated when the receiver says that the request itself is wrong', async () => {
    const { calls, ports } = receiver(404);
    expect(await deliver(ports, request(), 'k', {})).toMatchObject({ status: 'failed', attempts: 1 });
    expect(calls).toHaveLength(1);
  });

  it('is not called failed when the process stops in the middle', async () => {
    const { ports, stop } = receiver(500, 500, 500);
    const delivery = deliver({ ...ports, firstPauseMs: 60_000 }, request(), 'k', {});
    stop.abort(new Error('stopping'));
    await expect(delivery).rejects.toThrow('stopping');
  });
});

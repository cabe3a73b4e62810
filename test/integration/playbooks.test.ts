import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { playbookEventSchema, playbookSchema } from '@bellwether/domain';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import sample from '../../config/playbooks/sample-event.json' with { type: 'json' };
import { clickHouseRuns } from '../../services/playbooks/clickhouse-runs.ts';
import { createLimit } from '../../services/playbooks/steps/limit.ts';
import { type ReactPorts, react } from '../../services/playbooks/steps/react.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

let database: TestDatabase;
let receiver: Server;
let url: string;
/** Idempotency-Key and body of every request; answers are taken from the front, 200 when there is none. */
const received: { key: string | undefined; body: { event: { eventId: string } } }[] = [];
const answers: (number | 'hang up' | 'say nothing')[] = [];

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').clickhouse.url);
  receiver = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    received.push({ key: request.headers['idempotency-key'] as string, body: JSON.parse(text) });
    const answer = answers.shift() ?? 200;
    if (answer === 'hang up') request.socket.destroy();
    else if (answer !== 'say nothing') response.writeHead(answer).end('thanks');
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  receiver?.closeAllConnections();
  receiver?.close();
  await database?.drop();
});

function ports(): ReactPorts {
  return {
    runs: clickHouseRuns(database.client),
    giveUp: async () => undefined,
    say: { info: () => undefined },
    webhook: { fetch, secrets: {}, firstPauseMs: 1, stopped: new AbortController().signal },
    clock: { now: () => Date.UTC(2026, 6, 1, 12) },
    limit: createLimit(4),
  };
}

const playbook = (id: string, attempts: number) =>
  playbookSchema.parse({
    id,
    title: id,
    when: [{ hasFlag: 'masked-risk' }],
    do: [{ log: '{{account.name}}' }, { webhook: { url, attempts, timeoutMs: 200 } }],
  });
const event = playbookEventSchema.parse(sample);

describe('playbook runs', () => {
  it('survive a broken connection, silence and a server error, under one key, and are recorded once', async () => {
    answers.push('hang up', 'say nothing', 503);
    await react(ports(), [playbook('patient', 5)], [event]);
    await react(ports(), [playbook('patient', 5)], [event]);
    expect(received).toHaveLength(4);
    expect(new Set(received.map((one) => one.key)).size).toBe(1);
    expect(received[0]!.body.event.eventId).toBe(sample.eventId);
    const sql = `SELECT * FROM playbook_runs FINAL WHERE playbook_id = 'patient' ORDER BY action_index`;
    expect(await database.rows(sql)).toMatchObject([
      { action: 'log', status: 'done', detail: 'Northwind', attempts: 1, at: '2026-07-01 12:00:00.000' },
      {
        run_id: received[0]!.key,
        event_id: sample.eventId,
        tenant_id: 'demo',
        account_id: 'northwind',
        sequence: 7,
        action: 'webhook',
        action_index: 1,
        status: 'done',
        attempts: 4,
      },
    ]);
  });

  it('are recorded as failed with the reason, and not tried again', async () => {
    received.length = 0;
    answers.push(500, 500);
    await react(ports(), [playbook('unlucky', 2)], [event]);
    await react(ports(), [playbook('unlucky', 2)], [event]);
    expect(received).toHaveLength(2);
    const sql = `SELECT status, attempts, detail FROM playbook_runs FINAL WHERE playbook_id = 'unlucky' AND action = 'webhook'`;
    expect(await database.rows(sql)).toEqual([
      { status: 'failed', attempts: 2, detail: `${url}: answered 500` },
    ]);
  });
});

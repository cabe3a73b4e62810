import { type PlaybookEvent, playbookEventSchema, playbookSchema } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import sample from '../../../config/playbooks/sample-event.json' with { type: 'json' };
import type { PlaybookRun } from '../run-store.ts';
import { createLimit } from './limit.ts';
import { type ReactPorts, react } from './react.ts';

const event = playbookEventSchema.parse(sample);
const log = (line: string) => ({ log: line });
const rule = (id: string, ...actions: object[]) =>
  playbookSchema.parse({ id, title: id, when: [{ hasFlag: 'masked-risk' }], do: actions });
const hook = rule('hook', { webhook: { url: 'http://hooks.test/', attempts: 1 } });

function world(answer = 200) {
  const said: string[] = [];
  const keys: (string | null)[] = [];
  const stored = new Map<string, PlaybookRun>();
  const gaveUp: PlaybookRun[] = [];
  const ports: ReactPorts = {
    runs: {
      recorded: async (ids) => new Set(ids.filter((id) => stored.has(id))),
      record: async (runs) => runs.forEach((run) => void stored.set(run.runId, run)),
    },
    giveUp: async (runs) => void gaveUp.push(...runs),
    say: { info: (_fields, line) => void said.push(line) },
    webhook: {
      fetch: async (_url, init) => {
        keys.push(new Headers(init?.headers).get('idempotency-key'));
        return new Response(null, { status: answer });
      },
      secrets: {},
      firstPauseMs: 0,
      stopped: new AbortController().signal,
    },
    clock: { now: () => 1_000 },
    limit: createLimit(4),
  };
  return { ports, said, keys, stored, gaveUp };
}

describe('reacting to score changes', () => {
  it('does every action in order and records each as a run', async () => {
    const { ports, said, stored } = world();
    const runs = await react(ports, [rule('tell', log('1 {{account.name}}'), log('2'))], [event]);
    expect(said).toEqual(['1 Northwind', '2']);
    expect(runs.map((run) => [run.actionIndex, run.status, run.at])).toEqual([
      [0, 'done', 1_000],
      [1, 'done', 1_000],
    ]);
    expect(stored.size).toBe(2);
  });

  it('recognises an event it has reacted to, whether it comes again later or twice at once', async () => {
    const { ports, said } = world();
    await react(ports, [rule('tell', log('x'))], [event, event]);
    await react(ports, [rule('tell', log('x'))], [event]);
    expect(said).toEqual(['x']);
  });

  it('sends the same idempotency key when the crash came before the record', async () => {
    const { ports, keys } = world();
    const crashing = { ...ports, runs: { ...ports.runs, record: () => Promise.reject(new Error('crash')) } };
    await expect(react(crashing, [hook], [event])).rejects.toThrow('crash');
    await react(ports, [hook], [event]);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('gives different events, playbooks and actions different keys', async () => {
    const { ports, stored } = world();
    const other: PlaybookEvent = { ...event, eventId: 'another', sequence: 8 };
    await react(ports, [rule('a', log('x'), log('x')), rule('b', log('x'))], [event, other]);
    expect(stored.size).toBe(6);
  });

  it('dead-letters a run that failed for good, records it, and goes on with the others', async () => {
    const { ports, said, gaveUp, stored } = world(404);
    await react(ports, [hook, rule('tell', log('x'))], [event]);
    expect(gaveUp.map((run) => run.playbookId)).toEqual(['hook']);
    expect(said).toEqual(['x']);
    expect([...stored.values()].map((run) => run.status).sort()).toEqual(['done', 'failed']);
  });

  it('keeps the order of an account', async () => {
    const { ports, said } = world();
    const events = [1, 2, 3].map((n) => ({ ...event, eventId: `e${n}`, summary: `${n}` }));
    await react(ports, [rule('tell', log('{{summary}}'))], events);
    expect(said).toEqual(['1', '2', '3']);
  });

  it('asks nobody anything when no playbook matches', async () => {
    const { ports } = world();
    const deaf = {
      ...ports,
      runs: { recorded: () => Promise.reject(new Error('asked')), record: ports.runs.record },
    };
    expect(await react(deaf, [rule('tell', log('x'))], [{ ...event, flags: [] }])).toEqual([]);
  });
});

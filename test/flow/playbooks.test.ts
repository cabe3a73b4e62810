import { readFileSync } from 'node:fs';
import { type Codec, type DeadLetter, memoryCodec, topics } from '@bellwether/contracts';
import { type Playbook, readPlaybook } from '@bellwether/domain';
import { createMemoryLog, type EffectHook, type MemoryClient, type MemoryLog } from '@bellwether/kafka';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import sample from '../../config/playbooks/sample-event.json' with { type: 'json' };
import { playbooksPipeline } from '../../services/playbooks/pipeline.ts';
import type { PlaybookRun, RunStore } from '../../services/playbooks/run-store.ts';

const TOPIC = 'health.score-changes';
const ACT_WITHIN_MS = 1_000;
const shipped = new URL('../../config/playbooks/tell-the-csm.yaml', import.meta.url);
const tellTheCsm = playbook(readFileSync(shipped, 'utf8'));
const hook = playbook(`
id: hook
title: Hook
when: [{ hasFlag: masked-risk }]
do: [{ webhook: { url: "http://hooks.test/", attempts: 2 } }]
`);

let codec: Codec;
let log: MemoryLog;
let said: string[];
let posted: { key: string | null; body: string }[];
let answer: (stopped: AbortSignal) => number | Promise<number>;
let runs: Map<string, PlaybookRun>;
let stopping: AbortController;
let now: number;
let old: number;

beforeEach(async () => {
  codec = await memoryCodec();
  [now, old] = [7, 0];
  log = createMemoryLog({ now: () => now });
  await log.client('setup').ensureTopics(topics);
  [said, posted, runs] = [[], [], new Map()];
  answer = () => 200;
  stopping = new AbortController();
});
afterEach(() => stopping.abort());

function playbook(text: string): Playbook {
  const read = readPlaybook(text, parse);
  if (read.kind === 'invalid') throw new Error(read.problems.join('\n'));
  return read.playbook;
}

const store: RunStore = {
  recorded: async (ids) => new Set(ids.filter((id) => runs.has(id))),
  record: async (done) => done.forEach((run) => void runs.set(run.runId, run)),
};

async function start(name: string, playbooks: Playbook[], crash?: EffectHook): Promise<MemoryClient> {
  const client = log.client(name, crash);
  const pipeline = playbooksPipeline(
    {
      codec,
      writer: await client.writer(),
      runs: store,
      webhook: {
        fetch: async (_url, init) => {
          posted.push({ key: new Headers(init?.headers).get('idempotency-key'), body: String(init?.body) });
          return new Response(null, { status: await answer(init!.signal!) });
        },
        secrets: {},
        firstPauseMs: 0,
        stopped: stopping.signal,
      },
      log: { info: (_fields, line) => void said.push(line), warn: () => undefined, error: () => undefined },
      clock: { now: () => now },
      actWithinMs: ACT_WITHIN_MS,
      tooOld: (changes) => {
        old += changes;
      },
      ran: () => undefined,
    },
    playbooks,
  );
  void client.consumer({ groupId: 'playbooks', topics: [TOPIC] }).run(pipeline.handlers);
  return client;
}

type Sample = typeof sample;

function change(sequence: number, more: Partial<Record<keyof Sample, unknown>> = {}): Buffer {
  return codec.encode(TOPIC, { ...sample, sequence, eventId: `event-${sequence}`, ...more });
}

async function send(...values: Buffer[]): Promise<void> {
  const writer = await log.client('sender').writer();
  await writer.write(values.map((value) => ({ topic: TOPIC, key: 'demo/northwind', value })));
}

async function committed(): Promise<void> {
  const observer = log.client('observer');
  await vi.waitFor(async () => {
    const [end] = (await observer.dataEnds([TOPIC])).filter((one) => one.offset > 0n);
    expect(await observer.committedOffsets('playbooks', [TOPIC])).toContainEqual(end);
  });
}

const letters = () =>
  log.records('control.dead-letters').map((record) => {
    const decoded = codec.decode<DeadLetter>('control.dead-letters', record.value);
    return decoded.kind === 'value' ? decoded.value : null;
  });

describe('playbooks', () => {
  it('tell the CSM who needs them, why and what to do next, in one line', async () => {
    await send(change(1));
    await start('playbooks', [tellTheCsm]);
    await committed();
    expect(said).toEqual([
      'Dana Ortiz: Northwind needs you. Northwind fell 14 points to 41.3: likelihood to renew went from 5 to 2. ' +
        'Usage looks healthy, but their CSM no longer expects a renewal. ' +
        'Next step: Ask the sponsor what would make them renew, this week.',
    ]);
  });

  it('do nothing about a change of long ago, as after a first start: it is no news', async () => {
    await send(change(1, { summary: 'old' }));
    now += ACT_WITHIN_MS + 1;
    await send(change(2, { summary: 'new' }));
    await start('playbooks', [tellTheCsm]);
    await committed();
    expect(said).toMatchObject([expect.stringContaining('new')]);
    expect(old).toBe(1);
  });

  it('by default react to masked risk, band at-risk, a champion that left and a drastic drop, and to nothing else', async () => {
    const calm = { flags: [], flagsAdded: [], findings: [], trigger: 'step', triggers: ['step'] };
    await send(
      change(1, { ...calm, summary: 'calm' }),
      change(2, { ...calm, summary: 'band', band: 'at-risk' }),
      change(3, { ...calm, summary: 'champion', flags: ['champion-left'], flagsAdded: ['champion-left'] }),
      change(4, { ...calm, summary: 'drop', triggers: ['band', 'drop'] }),
      change(5, { summary: 'imported', trigger: 'initial', triggers: ['initial'], changeKind: 'initial' }),
      change(6, { summary: 'masked' }),
    );
    await start('playbooks', [tellTheCsm]);
    await committed();
    expect(said.map((line) => /needs you\. (\w+)/.exec(line)?.[1])).toEqual([
      'band',
      'champion',
      'drop',
      'masked',
    ]);
  });

  it('act once on each change of an account, in order, although the process died before it committed', async () => {
    await send(...[1, 2, 3].map((n) => change(n, { summary: `${n}` })));
    const first = await start('first', [tellTheCsm], (effect) => {
      if (effect.kind === 'commit-offsets') first.kill();
    });
    await vi.waitFor(() => expect(runs.size).toBe(3));
    log.expire(first);
    await start('second', [tellTheCsm]);
    await committed();
    expect(said.map((line) => /needs you\. (\d)/.exec(line)?.[1])).toEqual(['1', '2', '3']);
  });

  it('POST the whole event with a key of its own, and the same key when they have to repeat', async () => {
    let failures = 1;
    answer = () => (failures-- > 0 ? 500 : 200);
    await send(change(1), change(2));
    await start('playbooks', [hook]);
    await committed();
    expect(posted.map((post) => JSON.parse(post.body).event.eventId)).toEqual([
      'event-1',
      'event-1',
      'event-2',
    ]);
    expect(posted[0]!.key).toBe(posted[1]!.key);
    expect(posted[2]!.key).not.toBe(posted[0]!.key);
    expect([...runs.values()].map((run) => [run.status, run.attempts])).toEqual([
      ['done', 2],
      ['done', 1],
    ]);
  });

  it('give up at a rebalance what a receiver has not answered, as whoever has the account next begins there again', async () => {
    const [hanging, ...others] = [Promise.withResolvers<number>(), 200, 200];
    let asked: AbortSignal | undefined;
    answer = (stopped) => {
      if (asked !== undefined) return others.pop()!;
      asked = stopped;
      stopped.addEventListener('abort', () => hanging.reject(stopped.reason));
      return hanging.promise;
    };
    await send(change(1), change(2));
    await start('first', [hook]);
    await vi.waitFor(() => expect(posted).toHaveLength(1));
    await start('second', [hook]);
    await committed();
    expect(asked!.aborted).toBe(true);
    expect(posted.map((post) => JSON.parse(post.body).event.eventId)).toEqual([
      'event-1',
      'event-1',
      'event-2',
    ]);
    expect([...runs.values()].map((run) => run.status)).toEqual(['done', 'done']);
  });

  it('dead-letter an action that fails for good, record it as failed, and go on', async () => {
    answer = () => 500;
    await send(change(1), change(2));
    await start('playbooks', [hook, tellTheCsm]);
    await committed();
    expect(letters().map((letter) => letter?.reason)).toEqual([
      'playbook-action-failed',
      'playbook-action-failed',
    ]);
    expect(letters()[0]).toMatchObject({
      topic: TOPIC,
      tenantId: 'demo',
      accountId: 'northwind',
      detail: 'playbook hook, action 0, after 2 attempts: http://hooks.test/: answered 500',
      service: 'playbooks',
    });
    expect([...runs.values()].filter((run) => run.status === 'failed')).toHaveLength(2);
    expect(said).toHaveLength(2);
  });

  it('dead-letter what is no score change and read on', async () => {
    await send(Buffer.from('junk'), change(1));
    await start('playbooks', [tellTheCsm]);
    await committed();
    expect(letters()).toMatchObject([
      { reason: 'no-magic-byte', accountId: 'northwind', service: 'playbooks' },
    ]);
    expect(said).toHaveLength(1);
  });

  it('use a sample event that is a score change of the schema as it stands', () => {
    const decoded = codec.decode(TOPIC, codec.encode(TOPIC, sample));
    expect(decoded).toMatchObject({ kind: 'value', value: sample });
    expect(Object.keys(decoded.kind === 'value' ? decoded.value : {}).sort()).toEqual(
      Object.keys(sample).sort(),
    );
  });
});

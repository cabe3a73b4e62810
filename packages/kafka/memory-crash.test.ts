import { describe, expect, it } from 'vitest';
import { commitAtOnce, eventually, RecordingMember, textOf } from './contract/harness.ts';
import { createMemoryLog, type EffectKind, type MemoryClient, type MemoryLog } from './memory-log.ts';

const topics = [
  { name: 'in', partitions: 2, cleanup: 'delete' as const },
  { name: 'out', partitions: 2, cleanup: 'delete' as const },
  { name: 'state', partitions: 2, cleanup: 'compact' as const },
];
const put = (topic: string, text: string) => ({ topic, partition: 0, key: 'k', value: Buffer.from(text) });
const take = (client: MemoryClient, states: string[] = []) =>
  client
    .taker({ groupId: 'g', inputs: ['in'], stateTopic: 'state' })
    .take(0, (record) => states.push(textOf(record)));

/** A process that dies at one effect, before it happens or right after. */
function doomed(log: MemoryLog, kind: EffectKind, phase: 'before' | 'after'): MemoryClient {
  const client = log.client('doomed', (effect, at) => {
    if (effect.kind !== kind || at !== phase) return;
    client.kill();
    throw new Error('crashed');
  });
  return client;
}

async function newLog(): Promise<{ log: MemoryLog; observer: MemoryClient }> {
  const log = createMemoryLog();
  const observer = log.client('observer');
  await observer.ensureTopics(topics);
  return { log, observer };
}

describe('a process that dies in a transaction', () => {
  it.each([
    ['append-in-transaction', 'before', []],
    ['append-in-transaction', 'after', []],
    ['offsets-in-transaction', 'after', []],
    ['commit-transaction', 'before', []],
    ['commit-transaction', 'after', ['x']],
  ] as const)('at %s, %s it, leaves all of it or nothing', async (kind, phase, left) => {
    const { log, observer } = await newLog();
    const taken = await take(doomed(log, kind, phase));
    await expect(
      taken.transact([put('out', 'x'), put('state', 'x')], new Map([['in', 1n]])),
    ).rejects.toThrow();
    const states: string[] = [];
    const next = await take(log.client('next'), states);
    expect(states).toEqual(left);
    expect(log.records('out').map(textOf)).toEqual(left);
    expect(next.committed.get('in')).toBe(left.length === 0 ? undefined : 1n);
    expect(await observer.committedOffsets('g', ['in'])).toHaveLength(left.length);
  });

  it('hides what others write behind it until the transaction times out', async () => {
    const { log, observer } = await newLog();
    const client = doomed(log, 'commit-transaction', 'before');
    const taken = await take(client);
    await taken.transact([put('out', 'never')], new Map()).catch(() => {});
    await (await observer.writer()).write([put('out', 'behind')]);
    expect(log.records('out')).toEqual([]);
    const table = observer.table({ topic: 'out', decode: String });
    log.expire(client);
    expect(log.records('out').map(textOf)).toEqual(['behind']);
    expect([...(await table).entries()]).toEqual([['k', 'behind']]);
  });
});

describe('a group whose member dies or stands still', () => {
  const join = (client: MemoryClient, member: RecordingMember) => {
    const consumer = client.consumer({ groupId: 'g', topics: ['in'] });
    consumer.run(member).catch(() => {});
    return consumer;
  };

  it('goes on without a dead one once its session has expired', async () => {
    const { log, observer } = await newLog();
    const [dead, alive] = [log.client('dead'), log.client('alive')];
    const [one, two] = [new RecordingMember(), new RecordingMember(commitAtOnce)];
    join(dead, one);
    join(alive, two);
    await eventually(() => expect([...one.partitions, ...two.partitions]).toHaveLength(2));
    dead.kill();
    await (await observer.writer()).write([put('in', 'a'), { ...put('in', 'b'), partition: 1 }]);
    log.expire(dead);
    await eventually(() => expect(two.texts.toSorted()).toEqual(['a', 'b']));
    expect(one.batches).toEqual([]);
  });

  it('lets a zombie neither commit nor keep its partitions', async () => {
    const { log, observer } = await newLog();
    let zombie: MemoryClient | undefined;
    const commits: unknown[] = [];
    const one = new RecordingMember(async (batch) => {
      zombie?.pause();
      await commitAtOnce(batch).catch((error: unknown) => {
        commits.push(error);
        throw error;
      });
    });
    const two = new RecordingMember(commitAtOnce);
    zombie = log.client('zombie');
    join(zombie, one);
    await (await observer.writer()).write([put('in', 'a')]);
    await eventually(() => expect(one.texts).toEqual(['a']));
    log.expire(zombie);
    join(log.client('next'), two);
    await eventually(() => expect(two.texts).toEqual(['a']));
    zombie.resume();
    await eventually(() => expect(commits).toMatchObject([{ code: 'STALE_ASSIGNMENT' }]));
    await eventually(() => expect([...one.partitions, ...two.partitions]).toHaveLength(2));
    expect(one.rebalances).toBeGreaterThan(0);
    expect(await observer.committedOffsets('g', ['in'])).toMatchObject([{ offset: 1n }]);
  });
});

describe('a seeded schedule', () => {
  async function run(seed: number): Promise<string[]> {
    const tasks: (() => void)[] = [];
    let state = seed;
    const log = createMemoryLog({
      schedule: (task) => void tasks.push(task),
      batchSize: (available) => 1 + ((state >>> 3) % available),
    });
    const trace: string[] = [];
    const client = log.client(
      'p',
      ({ kind, subject }, phase) => void trace.push(`${phase} ${kind} ${subject}`),
    );
    await client.ensureTopics(topics);
    const member = new RecordingMember(commitAtOnce);
    const consumer = client.consumer({ groupId: 'g', topics: ['in', 'out'] });
    const running = consumer.run(member);
    const writer = await client.writer();
    await writer.write(
      Array.from({ length: 30 }, (_, i) => ({ topic: i % 2 ? 'in' : 'out', key: `k${i}`, value: null })),
    );
    for (let idle = 0; idle < 20; ) {
      const [task] = tasks.splice((state >>> 8) % Math.max(1, tasks.length), 1);
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      task?.();
      idle = task === undefined ? idle + 1 : 0;
      await Promise.resolve();
    }
    await consumer.stop();
    await running;
    expect(member.batches.flatMap(({ records }) => records)).toHaveLength(30);
    return trace;
  }

  it('gives the same run for the same seed and another for another', async () => {
    expect(await run(7)).toEqual(await run(7));
    expect(await run(7)).not.toEqual(await run(8));
  });
});

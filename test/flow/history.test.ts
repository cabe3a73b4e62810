import { type Codec, type DeadLetter, healthTopics, memoryCodec, topics } from '@bellwether/contracts';
import { createMemoryLog, type EventLog, type MemoryLog } from '@bellwether/kafka';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ACCOUNT_TOPICS, CONTROL_TOPICS } from '../../services/history/landings.ts';
import { type HistoryPorts, historyPipeline } from '../../services/history/pipeline.ts';
import { deadLetters } from '../../services/history/steps/dead-letters.ts';
import type { HistoryStore } from '../../services/history/store.ts';

const REFUSED_BY_STORE = 'refuse me';
const quiet = { warn: () => undefined, error: () => undefined };

let codec: Codec;
let log: MemoryLog;
let store: FakeStore;
let stopping: AbortController;

beforeEach(async () => {
  codec = await memoryCodec();
  log = createMemoryLog();
  await log.client('setup').ensureTopics(topics);
  store = new FakeStore();
  stopping = new AbortController();
});
afterEach(() => stopping.abort());

/** Keeps what lands by topic and event id, as ReplacingMergeTree would. */
class FakeStore implements HistoryStore {
  readonly rows = new Map<string, object>();
  lands = 0;
  down = false;

  async land(topic: string, wires: readonly Uint8Array[]) {
    this.lands++;
    if (this.down) throw new Error('connection refused');
    const values = wires.map((wire) => codec.decode(topic, Buffer.from(wire)));
    if (values.some((v) => v.kind === 'value' && v.value.note === REFUSED_BY_STORE)) {
      return { kind: 'refused' as const, code: 117, detail: 'INCORRECT_DATA' };
    }
    for (const v of values) if (v.kind === 'value') this.rows.set(`${topic} ${v.value.eventId}`, v.value);
    return { kind: 'landed' as const };
  }

  probe = async () => true;
}

function start(
  client: EventLog,
  group: readonly string[] = ACCOUNT_TOPICS,
  flushed: HistoryPorts['flushed'] = () => undefined,
): Promise<void> {
  const writer = client.writer();
  return writer.then((deadLetterWriter) =>
    client.consumer({ groupId: `history-${group.length}`, topics: group }).run(
      historyPipeline({
        codec,
        store,
        deadLetters: deadLetters({ codec, writer: deadLetterWriter, log: quiet, clock: { now: () => 5 } }),
        log: quiet,
        flushed,
        stopped: stopping.signal,
        limits: { ageMs: 5, sizeMax: 1_000_000 },
      }),
    ),
  );
}

function override(eventId: string, note = 'why'): Buffer {
  const [, accountId] = eventId.split('-');
  const change = {
    change: 'cleared',
    scoreTenths: null,
    note,
    author: 'dana',
    createdAt: 1,
    expiresAt: null,
  };
  return codec.encode('health.overrides', { eventId, tenantId: 'demo', accountId, ...change });
}

async function send(...values: (readonly [key: string, value: Buffer | null])[]): Promise<void> {
  const writer = await log.client('sender').writer();
  await writer.write(values.map(([key, value]) => ({ topic: 'health.overrides', key, value })));
}

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => [`demo/a${i}`, override(`e-a${i}`)] as const);

async function committedAll(groupTopics: readonly string[] = ACCOUNT_TOPICS): Promise<void> {
  const observer = log.client('observer');
  await vi.waitFor(async () => {
    const ends = (await observer.dataEnds(groupTopics)).filter((end) => end.offset > 0n);
    const committed = await observer.committedOffsets(`history-${groupTopics.length}`, groupTopics);
    const at = (topic: string, partition: number) =>
      committed.find((one) => one.topic === topic && one.partition === partition)?.offset ?? 0n;
    expect(ends.every((end) => at(end.topic, end.partition) >= end.offset)).toBe(true);
  });
}

const letters = () =>
  log.records('control.dead-letters').map((record) => {
    const decoded = codec.decode<DeadLetter>('control.dead-letters', record.value);
    return decoded.kind === 'value' ? decoded.value : null;
  });

describe('history', () => {
  it('reads every topic of its own kind, in groups of equal partition counts', () => {
    expect([...ACCOUNT_TOPICS].sort()).toEqual(healthTopics.map((topic) => topic.name).sort());
    const control = topics.filter((topic) => topic.name.startsWith('control.')).map((topic) => topic.name);
    expect([...CONTROL_TOPICS].sort()).toEqual(control.sort());
  });

  it('lands what all partitions hold in few groups, and commits it', async () => {
    await send(...many(100));
    void start(log.client('history'));
    await committedAll();
    expect(store.rows.size).toBe(100);
    expect(store.lands).toBeLessThan(12);
  });

  it('dead-letters values that are no message, or two, and lands their neighbours', async () => {
    const two = Buffer.concat([override('e-x'), override('e-y')]);
    await send(
      ['demo/a', override('e-a')],
      ['demo/a', Buffer.from('junk')],
      ['demo/a', two],
      ['demo/a', override('e-b')],
    );
    void start(log.client('history'));
    await committedAll();
    expect([...store.rows.keys()]).toEqual(['health.overrides e-a', 'health.overrides e-b']);
    expect(letters().map((letter) => letter?.reason)).toEqual(['no-magic-byte', 'trailing-bytes']);
    expect(letters()[0]).toMatchObject({
      topic: 'health.overrides',
      tenantId: 'demo',
      accountId: 'a',
      service: 'history',
    });
    expect(letters()[0]?.value?.toString()).toBe('junk');
  });

  it('singles out what only the store refuses', async () => {
    await send(
      ...many(20),
      ['demo/a3', override('e-bad', REFUSED_BY_STORE)],
      ['demo/a3', override('e-good')],
    );
    void start(log.client('history'));
    await committedAll();
    expect(store.rows.size).toBe(21);
    expect(letters().map((letter) => letter?.reason)).toEqual(['refused-by-store']);
  });

  it('skips tombstones', async () => {
    await send(['demo/a', null], ['demo/a', override('e-a')]);
    void start(log.client('history'));
    await committedAll();
    expect([store.rows.size, letters().length]).toEqual([1, 0]);
  });

  it('does not write a letter about a letter', async () => {
    const writer = await log.client('sender').writer();
    await writer.write([{ topic: 'control.dead-letters', key: 'x', value: Buffer.from('junk') }]);
    void start(log.client('history'), CONTROL_TOPICS);
    await committedAll(CONTROL_TOPICS);
    expect(log.records('control.dead-letters')).toHaveLength(1);
  });

  it('waits for a store that is down, and commits nothing before it has landed', async () => {
    store.down = true;
    await send(...many(10));
    void start(log.client('history'));
    await vi.waitFor(() => expect(store.lands).toBeGreaterThan(0));
    expect(await log.client('observer').committedOffsets('history-4', ACCOUNT_TOPICS)).toEqual([]);
    store.down = false;
    await committedAll();
    expect(store.rows.size).toBe(10);
  });

  it('lands what a rebalance gave up once, however often members come and go while the store is down', async () => {
    store.down = true;
    await send(...many(30));
    const counted: number[] = [];
    void start(log.client('first'), ACCOUNT_TOPICS, ({ landed }) => counted.push(landed)).catch(() => {});
    for (let n = 0; n < 3; n++) {
      const lands = store.lands;
      const other = log.client(`other-${n}`);
      void start(other).catch(() => {});
      await vi.waitFor(() => expect(store.lands).toBeGreaterThan(lands + 1));
      other.kill();
      log.expire(other);
    }
    store.down = false;
    await committedAll();
    expect(store.rows.size).toBe(30);
    expect(counted.reduce((sum, landed) => sum + landed, 0)).toBe(30);
  });

  it('reads again after a crash between landing and committing, to the same rows', async () => {
    await send(...many(30));
    const first = log.client('first', async (effect) => {
      if (effect.kind === 'commit-offsets') first.kill();
    });
    void start(first);
    await vi.waitFor(() => expect(store.rows.size).toBe(30));
    const before = structuredClone([...store.rows]);
    log.expire(first);
    expect(await log.client('observer').committedOffsets('history-4', ACCOUNT_TOPICS)).toEqual([]);
    void start(log.client('second'));
    await committedAll();
    expect([...store.rows]).toEqual(before);
  });
});

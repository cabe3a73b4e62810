import type { NextOffset, RecordBatch } from '@bellwether/kafka';
import { beforeEach, describe, expect, it } from 'vitest';
import { IndicatorsFlow } from './flow.ts';
import { DEFAULT_SETTINGS, type IndicatorsPorts, type IndicatorsSettings } from './ports.ts';

const NOW = Date.parse('2026-03-10T12:00:00.000Z');
const SETTINGS = { ...DEFAULT_SETTINGS, batchRecordsMax: 2, gatherMs: 0 };

let committed: NextOffset[][];
let landings: ((mistake?: Error) => void)[];
let written: string[];
let faults: unknown[];
let evaluated: string[];
let owned: { tenantId: string; accountId: string }[];

/** A flow over ports that answer at once, except that landing waits for the test. */
function openFlow(settings: Partial<IndicatorsSettings> = {}): IndicatorsFlow {
  const ignored = () => {};
  const ports = {
    codec: {
      encode: () => Buffer.alloc(0),
      decodeEnvelope: () => {
        const value = { eventId: 'e', tenantId: 't', accountId: 'a', occurredAt: NOW, receivedAt: NOW };
        return { kind: 'value', value, schemaId: 1 };
      },
    },
    store: {
      land: () =>
        new Promise((resolve, reject) =>
          landings.push((mistake) => (mistake ? reject(mistake) : resolve({ kind: 'landed' }))),
        ),
      recompute: async () => {},
      recorded: async (accounts: { accountId: string }[]) => {
        evaluated.push(...accounts.map(({ accountId }) => accountId));
        return accounts.map(() => null);
      },
      firstDays: async (accounts: unknown[]) => accounts.map(() => null),
      evaluate: async (requests: unknown[]) => requests.map(() => null),
      owned: async (_: unknown, after: unknown) => (after === null ? owned : []),
      due: async () => [],
    },
    writer: {
      write: async (records: { topic: string }[]) => void written.push(...records.map(({ topic }) => topic)),
    },
    tenants: { catchUp: async () => {}, get: () => undefined, entries: () => new Map().entries() },
    committed: async () => [],
    partitionOf: () => 0,
    clock: { now: () => NOW },
    pause: async () => {},
    journal: new Proxy({}, { get: () => ignored }),
  } as unknown as IndicatorsPorts;
  return new IndicatorsFlow(ports, { ...SETTINGS, ...settings }, (error) => faults.push(error));
}

function batchOf(epoch: number, from: number, count: number): RecordBatch {
  const records = Array.from({ length: count }, (_, i) => ({
    topic: 'signals.login',
    partition: 0,
    offset: BigInt(from + i),
    key: Buffer.from('t/a'),
    value: Buffer.from('wire'),
    appendedAt: NOW,
  }));
  return {
    epoch,
    topic: 'signals.login',
    partition: 0,
    records,
    nextOffset: BigInt(from + count),
    commit: async (offsets) => void committed.push([...offsets]),
    heartbeat: async () => {},
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function workUntilIdle(flow: IndicatorsFlow): Promise<void> {
  for (let i = 0; i < 10; i++) {
    void flow.tick();
    await turn();
  }
}

beforeEach(() => {
  committed = [];
  landings = [];
  written = [];
  faults = [];
  evaluated = [];
  owned = [];
});

describe('the flow', () => {
  it('fills the next micro-batch while one flushes, and lets partitions wait while it is full', async () => {
    const flow = openFlow();
    flow.assigned({ epoch: 1, partitions: [0] });
    await flow.batch(batchOf(1, 0, 2));
    await workUntilIdle(flow);
    expect(landings).toHaveLength(1);
    await flow.batch(batchOf(1, 2, 2));
    let third = 'waiting';
    void flow.batch(batchOf(1, 4, 1)).then(() => {
      third = 'taken';
    });
    await workUntilIdle(flow);
    expect(third).toBe('waiting');

    landings.shift()?.();
    await workUntilIdle(flow);
    expect(third).toBe('taken');
    expect(committed).toEqual([[{ topic: 'signals.login', partition: 0, offset: 2n }]]);
  });

  it('lands a backlog batch by batch, and evaluates and commits it once', async () => {
    const flow = openFlow({ backlogRecordsMin: 2 });
    flow.assigned({ epoch: 1, partitions: [0] });
    await flow.batch(batchOf(1, 0, 2));
    await workUntilIdle(flow);
    await flow.batch(batchOf(1, 2, 2));
    landings.shift()?.();
    await workUntilIdle(flow);
    expect([committed, evaluated]).toEqual([[], []]);

    landings.shift()?.();
    await workUntilIdle(flow);
    expect(committed).toEqual([[{ topic: 'signals.login', partition: 0, offset: 4n }]]);
    expect(evaluated).toEqual(['a']);
  });

  it('commits nothing of an assignment that has passed, and forgets what it had read under it', async () => {
    const flow = openFlow();
    flow.assigned({ epoch: 1, partitions: [0] });
    await flow.batch(batchOf(1, 0, 1));
    await workUntilIdle(flow);
    await flow.batch(batchOf(1, 1, 1));
    flow.rebalancing();
    flow.assigned({ epoch: 2, partitions: [0] });
    landings.shift()?.();
    await workUntilIdle(flow);
    await flow.batch(batchOf(1, 1, 1));
    await workUntilIdle(flow);
    expect(committed).toEqual([]);
    expect(landings).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('says that it met a mistake of its own, and commits nothing that was read after it', async () => {
    const flow = openFlow();
    flow.assigned({ epoch: 1, partitions: [0] });
    await flow.batch(batchOf(1, 0, 1));
    await workUntilIdle(flow);
    await flow.batch(batchOf(1, 1, 1));
    landings.shift()?.(new TypeError('a bug'));
    await workUntilIdle(flow);
    expect(faults).toMatchObject([{ message: 'a bug' }]);

    await flow.batch(batchOf(1, 2, 1));
    await workUntilIdle(flow);
    await flow.drain();
    expect(landings).toEqual([]);
    expect(committed).toEqual([]);
  });

  it('starts nothing during a rebalance, and lets waiting partitions go', async () => {
    const flow = openFlow();
    flow.assigned({ epoch: 1, partitions: [0] });
    await flow.batch(batchOf(1, 0, 2));
    const waiting = flow.batch(batchOf(1, 2, 1));
    flow.rebalancing();
    await waiting;
    await workUntilIdle(flow);
    expect(landings).toEqual([]);
  });

  it('lands what has arrived before an orderly stop', async () => {
    const flow = openFlow();
    flow.assigned({ epoch: 1, partitions: [0] });
    await workUntilIdle(flow);
    await flow.batch(batchOf(1, 0, 1));
    const drained = flow.drain();
    await turn();
    landings.shift()?.();
    await drained;
    expect(committed).toHaveLength(1);
  });

  it('ends background work with the page it is at when it is to stop', async () => {
    owned = Array.from({ length: 8 }, (_, n) => ({ tenantId: 't', accountId: `a${n}` }));
    const flow = openFlow({ pageAccounts: 2, pageAccountsMax: 2 });
    flow.assigned({ epoch: 1, partitions: [0] });
    for (let turns = 0; turns < 1_000 && evaluated.length === 0; turns += 1) {
      void flow.tick();
      await Promise.resolve();
    }
    await flow.drain();
    expect(evaluated).toEqual(['a0', 'a1']);
  });
});

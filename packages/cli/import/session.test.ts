import { memoryCodec, topics } from '@bellwether/contracts';
import { closeOf, type Tenant } from '@bellwether/domain';
import { createMemoryLog, tenantRows } from '@bellwether/kafka';
import { beforeEach, describe, expect, it } from 'vitest';
import { openImportSession } from './session.ts';
import type { ImportedSignal } from './transform.ts';

const codec = await memoryCodec();
const rows = tenantRows(codec);
const MINUTE_MS = 60_000;

function login(n: number): ImportedSignal {
  const envelope = { eventId: `e${n}`, tenantId: 'acme', accountId: `a${n}`, occurredAt: n, receivedAt: n };
  return { topic: 'signals.login', signal: { ...envelope, source: 'test', kind: 'login' } };
}

describe('an import', () => {
  let broker: ReturnType<typeof createMemoryLog>;
  let now: number;
  beforeEach(async () => {
    broker = createMemoryLog();
    now = 1_000;
    await broker.client('setup').ensureTopics(topics);
  });
  const open = (name: string, asOf?: number) =>
    openImportSession({ log: broker.client(name), codec, tenantId: 'acme', asOf, now: () => now });
  const tenantHistory = (): Promise<Tenant[]> =>
    Promise.all(broker.records('control.tenants').map(async ({ value }) => rows.decode(value!, 'acme')));
  const logins = () => broker.records('signals.login').length;

  it('says so before its first fact, freezes the tenant, and ends with the end of every signals partition', async () => {
    const session = await open('importer', closeOf('2024-12-31'));
    expect(await tenantHistory()).toMatchObject([{ epoch: 1, change: 'import-started', importing: true }]);
    await session.send([login(1), login(2), login(3)]);
    const ended = await session.end();
    expect(ended).toMatchObject({
      epoch: 2,
      importing: false,
      importEndedEpoch: 2,
      asOf: closeOf('2024-12-31'),
    });
    const counted = ended.importEnds
      .filter(({ topic }) => topic === 'signals.login')
      .reduce((sum, { offset }) => sum + Number(offset), 0);
    expect(counted).toBe(3);
    expect(await tenantHistory()).toHaveLength(2);
  });

  it('keeps where a tenant is frozen when it is not told otherwise', async () => {
    await (await open('first', closeOf('2024-12-31'))).end();
    const second = await open('second');
    expect(second.asOf).toBe(closeOf('2024-12-31'));
    expect(await second.end()).toMatchObject({ epoch: 4, importEndedEpoch: 4 });
  });

  it('knows where the signals ended when it began, so that what was there is not counted as its own', async () => {
    const first = await open('first');
    await first.send([login(1), login(2)]);
    await first.end();
    const second = await open('second');
    await second.send([login(3)]);
    const isOwn = broker.records('signals.login').map(({ partition, offset }) => {
      const at = second.begins.find((end) => end.topic === 'signals.login' && end.partition === partition);
      return offset >= at!.offset;
    });
    expect(isOwn.filter((own) => own)).toHaveLength(1);
    expect(first.begins.every(({ offset }) => offset === 0n)).toBe(true);
  });

  it('renews its lease while it goes on', async () => {
    const session = await open('importer');
    now += 4 * MINUTE_MS;
    await session.send([login(1)]);
    const newest = (await tenantHistory()).at(-1);
    expect(newest).toMatchObject({ importing: true, epoch: 2 });
    expect(newest!.leaseUntil).toBeGreaterThan(now);
  });

  it('can neither write nor end once another importer has taken over', async () => {
    const paused = await open('paused');
    await paused.send([login(1)]);
    const other = await open('other');
    await expect(paused.send([login(2)])).rejects.toThrow();
    await expect(paused.end()).rejects.toThrow();
    await other.end();
    expect(logins()).toBe(1);
    expect((await tenantHistory()).at(-1)).toMatchObject({ importing: false, epoch: 3 });
  });
});

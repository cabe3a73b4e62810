import { DAY_MS, endedImport } from '@bellwether/domain';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  eventually,
  HOUR_MS,
  indicatorsWorld,
  NOON,
  type Signal,
  storeLike,
  type World,
} from './indicators-world.ts';

let world: World;
beforeEach(async () => {
  world = await indicatorsWorld();
});

const LEASE_MS = 60_000;

function login(eventId: string, occurredAt = NOON - 40 * DAY_MS): Signal {
  return { topic: 'signals.login', eventId, occurredAt, kind: 'login', userId: 'u1' };
}

function record(signal: Signal) {
  return { topic: signal.topic, key: 't/acme', value: world.wire(signal) };
}

async function importing(world: World) {
  return world.setup.importWriter({
    tenantId: 't',
    rows: world.rows,
    next: (old) => ({
      tenantId: 't',
      asOf: null,
      importEnds: [],
      importEndedEpoch: null,
      ...old,
      epoch: (old?.epoch ?? 0) + 1,
      change: 'import-started' as const,
      importing: true,
      leaseUntil: world.clock.at + LEASE_MS,
      changedAt: world.clock.at,
    }),
  });
}

describe('an import', () => {
  it('is not heard of until it is whole, and then once for each account', async () => {
    await world.start('one');
    const importer = await importing(world);
    await importer.write([record(login('e1')), record(login('e2', NOON - 3 * DAY_MS))]);
    await world.settled();
    world.pass();
    await importer.write([record(login('e3', NOON - 2 * DAY_MS))]);
    await world.settled();
    expect(world.store.facts()).toHaveLength(3);
    expect(world.published()).toEqual([]);

    const ends = await world.ends();
    await importer.rewrite((old) => endedImport(old!, ends, world.clock.at));
    world.pass();
    await eventually(() => expect(world.published()).toHaveLength(1));
    const [change] = world.published();
    expect(change).toMatchObject({ reason: 'due', live: { version: { epoch: 2, facts: 3 } } });
    expect(change?.closes).toHaveLength(30);
  });

  it('whose end row is read before its last facts still is published whole', async () => {
    const importer = await importing(world);
    await importer.write([record(login('e1')), record(login('e2', NOON - 3 * DAY_MS))]);
    const ends = await world.ends();
    await importer.rewrite((old) => endedImport(old!, ends, world.clock.at));
    let hold = true;
    const store = storeLike(world.store, {
      land: async (topic, facts) => {
        if (hold) throw new Error('the store is down');
        return world.store.land(topic, facts);
      },
    });
    const { running } = await world.start('one', { store });
    world.pass();
    await vi.waitFor(() => expect(running.owns()).toBe(true));
    expect(world.published()).toEqual([]);
    hold = false;
    await world.settled();
    world.pass();
    await eventually(() => expect(world.published()).toHaveLength(1));
    expect(world.published()[0]?.live.version.facts).toBe(2);
  });

  it('whose importer died is ended by the owner of partition 0 once its lease has run out', async () => {
    await world.start('one');
    const importer = await importing(world);
    await importer.write([record(login('e1'))]);
    await world.settled();
    world.pass(LEASE_MS / 2);
    expect(world.published()).toEqual([]);
    world.pass(HOUR_MS);
    await eventually(() => expect(world.published()).toHaveLength(1));
    await expect(importer.write([record(login('late'))])).rejects.toMatchObject({ code: 'FENCED' });
    expect(world.published()[0]).toMatchObject({ reason: 'due', live: { version: { epoch: 2 } } });
  });

  it('that turns out to be alive is left alone, though ending it has been tried', async () => {
    const importer = await importing(world);
    let tried = 0;
    const endImport = async () => {
      tried += 1;
      const leaseUntil = world.clock.at + LEASE_MS;
      await importer.rewrite((old) => ({ ...old!, epoch: old!.epoch + 1, leaseUntil }));
      throw new Error('the log is down');
    };
    await world.start('one', { endImport });
    world.pass(2 * LEASE_MS);
    await vi.waitFor(() => expect(tried).toBe(1));
    await importer.write([record(login('e1'))]);
    await world.settled();
    expect(tried).toBe(1);
    expect(world.published()).toEqual([]);
  });

  it('leaves accounts that were known before alone until it ends', async () => {
    await world.start('one');
    await world.send(login('before', NOON));
    await world.settled();
    await eventually(() => expect(world.published().length).toBeGreaterThan(0));
    const importer = await importing(world);
    const known = world.published().length;
    await importer.write([record(login('e1'))]);
    await world.send(login('meanwhile', NOON));
    await world.settled();
    world.pass(HOUR_MS / 100);
    expect(world.published().slice(known)).toEqual([]);
    const ends = await world.ends();
    await importer.rewrite((old) => endedImport(old!, ends, world.clock.at));
    world.pass();
    await eventually(() =>
      expect(world.published().at(-1)?.live.version).toMatchObject({ epoch: 2, facts: 3 }),
    );
  });
});

import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { areFree, choosePorts } from './ports.ts';

async function takenPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
  });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe('ports', () => {
  it('are those of last time while they are free', async () => {
    const first = await choosePorts({}, {});
    expect(new Set(Object.values(first)).size).toBe(4);
    expect(await areFree(first)).toBe(true);
    expect(await choosePorts(first, {})).toEqual(first);
  });

  it('that are taken are replaced by others', async () => {
    const taken = await takenPort();
    const chosen = await choosePorts({}, { clickhouse: taken });
    expect(chosen.clickhouse).not.toBe(taken);
    expect(await areFree({ ...chosen, clickhouse: taken })).toBe(false);
  });
});

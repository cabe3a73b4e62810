import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import type { StackPorts } from './addresses.ts';

const USUAL: Partial<StackPorts> = { kafka: 9092, schemaRegistry: 8081, clickhouse: 8123 };
const NAMES = ['kafka', 'kafkaController', 'schemaRegistry', 'clickhouse'] as const;
const HOST = '127.0.0.1';

/** For each component its port of last time, else the usual one, else any: the first that is free. */
export async function choosePorts(last: Partial<StackPorts> = {}, usual = USUAL): Promise<StackPorts> {
  const held: Server[] = [];
  // Held until all are chosen, so that no two components get the same.
  const choose = async (wanted: readonly (number | undefined)[]) => {
    for (const port of [...wanted, 0]) {
      const server = port === undefined ? undefined : await listen(port);
      if (server === undefined) continue;
      held.push(server);
      return (server.address() as AddressInfo).port;
    }
    throw new Error('no port is free');
  };
  try {
    const chosen: [string, number][] = [];
    for (const name of NAMES) chosen.push([name, await choose([last[name], usual[name]])]);
    return Object.fromEntries(chosen) as unknown as StackPorts;
  } finally {
    await Promise.all(held.map(close));
  }
}

/** Whether nobody listens on any of them. */
export async function areFree(ports: StackPorts): Promise<boolean> {
  const servers = await Promise.all(Object.values(ports).map((port) => listen(port)));
  await Promise.all(servers.map((server) => server && close(server)));
  return servers.every((server) => server !== undefined);
}

async function listen(port: number): Promise<Server | undefined> {
  const server = createServer();
  try {
    await once(server.listen(port, HOST), 'listening');
    return server;
  } catch {
    return undefined;
  }
}

async function close(server: Server): Promise<void> {
  await once(server.close(), 'close');
}

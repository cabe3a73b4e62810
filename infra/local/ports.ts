import { createServer } from 'node:net';
import getPort from 'get-port';
import type { StackPorts } from './addresses.ts';

const USUAL: Partial<StackPorts> = { kafka: 9092, schemaRegistry: 8081, clickhouse: 8123 };
const HOST = '127.0.0.1';

/** For each component its port of last time, else the usual one, else any: the first that is free. */
export async function choosePorts(last: Partial<StackPorts> = {}, usual = USUAL): Promise<StackPorts> {
  const free = (name: keyof StackPorts) => {
    const wanted = [last[name], usual[name]].filter((port) => port !== undefined);
    return getPort({ port: wanted, host: HOST });
  };
  return {
    kafka: await free('kafka'),
    kafkaController: await free('kafkaController'),
    schemaRegistry: await free('schemaRegistry'),
    clickhouse: await free('clickhouse'),
  };
}

/** Whether nobody listens on any of them. */
export async function areFree(ports: StackPorts): Promise<boolean> {
  const taken = await Promise.all(Object.values(ports).map((port) => listens(port)));
  return !taken.includes(true);
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(true));
    server.listen(port, HOST, () => server.close(() => resolve(false)));
  });
}

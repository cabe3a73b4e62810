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

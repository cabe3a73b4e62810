import type { Kafka, Producer } from 'kafkajs';
import { expect, test } from 'vitest';
import { createWriter } from './writer.ts';

/** kafkajs over a broker that comes and goes. */
function broker() {
  let up = true;
  const taken: string[] = [];
  const answer = () => (up ? Promise.resolve() : Promise.reject(new Error('no broker')));
  const producer = (): Partial<Producer> => {
    let connected = false;
    return {
      connect: async () => {
        await answer();
        connected = true;
      },
      disconnect: async () => {
        connected = false;
      },
      sendBatch: async ({ topicMessages = [] }) => {
        if (!connected) throw new Error('the producer is disconnected');
        await answer();
        taken.push(...topicMessages.flatMap(({ messages }) => messages.map(({ key }) => String(key))));
        return [];
      },
    };
  };
  return {
    newClient: () => ({ producer }) as unknown as Kafka,
    taken,
    goes: () => {
      up = false;
    },
    comes: () => {
      up = true;
    },
  };
}

const record = (key: string) => ({ topic: 't', key, value: Buffer.from('v') });

test('the first write after a broker has come back arrives, however many failed before', async () => {
  const { newClient, taken, goes, comes } = broker();
  const writer = await createWriter(newClient);
  await writer.write([record('a')]);
  goes();
  await expect(writer.write([record('a')])).rejects.toThrow('no broker');
  await expect(writer.write([record('a')])).rejects.toThrow('no broker');
  comes();
  await writer.write([record('a'), record('b')]);
  expect(taken.toSorted()).toEqual(['a', 'a', 'b']);
  await writer.close();
});

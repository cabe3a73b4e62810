import type { Broker } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { connectOnce } from './connect-once.ts';

function brokerOf(connect: () => Promise<unknown>) {
  const connection = { connect };
  const broker = { connectionPool: { pool: [connection] } } as unknown as Broker;
  return { broker, connection };
}

describe('the connections of a broker', () => {
  it('are opened once for all that ask meanwhile, and again when asked later', async () => {
    let opened = 0;
    const { broker, connection } = brokerOf(async () => (opened += 1));
    connectOnce(connectOnce(broker));
    await Promise.all(Array.from({ length: 12 }, () => connection.connect()));
    expect(opened).toBe(1);
    await connection.connect();
    expect(opened).toBe(2);
  });

  it('can be tried again after a failure, which all that waited are told', async () => {
    let tries = 0;
    const { broker, connection } = brokerOf(async () => {
      tries += 1;
      if (tries === 1) throw new Error('refused');
    });
    connectOnce(broker);
    const both = await Promise.allSettled([connection.connect(), connection.connect()]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await connection.connect();
    expect(tries).toBe(2);
  });
});

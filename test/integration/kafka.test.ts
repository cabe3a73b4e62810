import { createLogger } from '@bellwether/runtime';
import { afterAll, describe, inject } from 'vitest';
import { groupContract } from '../../packages/kafka/contract/group-contract.ts';
import { logContract } from '../../packages/kafka/contract/log-contract.ts';
import { transactionContract } from '../../packages/kafka/contract/transaction-contract.ts';
import { connectKafka, type EventLog } from '../../packages/kafka/index.ts';

const { brokers } = inject('stack').kafka;
const log = createLogger('test', 'fatal');
const connected: EventLog[] = [];

afterAll(async () => {
  await Promise.all(connected.map((one) => one.close()));
});

describe('the log on a real broker', { timeout: 60_000 }, () => {
  const harness = {
    connect: async () => {
      const one = await connectKafka({ brokers, clientId: 'contract', log });
      connected.push(one);
      return one;
    },
  };
  logContract(harness);
  transactionContract(harness);
  groupContract(harness);
});

import { describe } from 'vitest';
import { groupContract } from './contract/group-contract.ts';
import { logContract } from './contract/log-contract.ts';
import { transactionContract } from './contract/transaction-contract.ts';
import { createMemoryLog } from './memory-log.ts';

describe('the log in memory', () => {
  const log = createMemoryLog();
  let processes = 0;
  const harness = { connect: () => Promise.resolve(log.client(`process-${++processes}`)) };
  logContract(harness);
  transactionContract(harness);
  groupContract(harness);
});

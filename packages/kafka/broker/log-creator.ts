import type { Logger } from '@bellwether/runtime';
import { type logCreator, logLevel } from 'kafkajs';

const METHODS = {
  [logLevel.ERROR]: 'error',
  [logLevel.WARN]: 'warn',
  [logLevel.INFO]: 'debug',
  [logLevel.DEBUG]: 'trace',
  [logLevel.NOTHING]: 'trace',
} as const;

/**
 * What is part of normal work and retried, or told to whoever asked, so that it is no error of its own: refusals as
 * they come off the wire, the next transaction of an id while the last one is being finished, rebalances.
 */
function isRoutine(namespace: string, message: string): boolean {
  if (namespace === 'Connection') return message.startsWith('Response ');
  return ROUTINE.some((text) => message.includes(text));
}

const ROUTINE = [
  'another concurrent operation on the same transaction',
  'The group is rebalancing',
  'The coordinator is not aware of this member',
  'Limiting retries for the idempotent producer', // a send that fails for good costs its producer, see writer.ts
];

/** kafkajs' log lines as pino's. Its INFO is connection bookkeeping, hence our debug. */
export function kafkaLogCreator(log: Logger): logCreator {
  return () =>
    ({ namespace, level, log: { message, timestamp: _, logger: __, stack: ___, ...fields } }) => {
      const method = isRoutine(namespace, message) ? 'debug' : METHODS[level];
      log[method]({ kafkajs: namespace, ...fields }, message);
    };
}

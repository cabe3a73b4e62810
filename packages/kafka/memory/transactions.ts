import { LogError } from '../errors.ts';
import type { TransactionOpener } from '../shared/primitives.ts';
import type { MemoryBroker } from './broker.ts';
import type { SimulatedProcess } from './process.ts';

/** {@link TransactionOpener} in memory; a crash between the effects leaves the transaction open, as it would there. */
export function createMemoryTransactions(
  broker: MemoryBroker,
  process: SimulatedProcess,
  opened: (transactionalId: string) => void,
): TransactionOpener {
  return {
    async open(id) {
      opened(id);
      const epoch = await process.effect('initialise', id, () => broker.initialise(id));
      let usable = true;
      return {
        async transact(records, inputs) {
          if (!usable) throw new LogError('UNUSABLE', `${id} failed before: close it and open it again`);
          usable = false;
          try {
            await process.effect('append-in-transaction', id, () => broker.appendIn(id, epoch, records));
            if (inputs !== undefined) {
              await process.effect('offsets-in-transaction', id, () => broker.addOffsets(id, epoch, inputs));
            }
            await process.effect('commit-transaction', id, () => broker.end(id, epoch, 'committed'));
            usable = true;
          } catch (error) {
            await process
              .effect('abort-transaction', id, () => broker.end(id, epoch, 'aborted'))
              .catch(() => {});
            throw error;
          }
        },
        close: () => Promise.resolve(),
      };
    },
  };
}

import { describe } from 'vitest';
import { factStoreContract } from './contract/fact-store-contract.ts';
import { MemoryFactStore } from './memory-fact-store.ts';

describe('MemoryFactStore', () => {
  factStoreContract(async () => ({
    store: new MemoryFactStore(),
    wire: (signal) => new TextEncoder().encode(JSON.stringify(signal)),
  }));
});

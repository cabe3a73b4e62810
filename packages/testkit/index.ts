export { type FactStoreUnderTest, factStoreContract } from './contract/fact-store-contract.ts';
export { historiesOf, type RandomHistory } from './histories/histories.ts';
export { MemoryFactStore, type MemoryFactStoreOptions } from './memory-fact-store.ts';
export { ORACLES } from './oracles/catalogue.ts';
export { evaluateNaively } from './oracles/evaluate.ts';
export { type History, historyOf, lastReceived } from './oracles/history.ts';
export type { Oracle } from './oracles/oracle.ts';
export type * from './oracles/signals.ts';
export { testStack } from './stack.ts';

export {
  addressesAt,
  addressesFromEnv,
  addressesToEnv,
  type StackAddresses,
  type StackPorts,
} from './addresses.ts';
export { type ClickHouseOptions, clickHouseSpool, startClickHouse } from './clickhouse.ts';
export type { Component, ComponentName, OnSpawn } from './component.ts';
export { dockerAnswers, REGISTRY_IN_DOCKER } from './docker.ts';
export { type KafkaOptions, startKafka } from './kafka.ts';
export { choosePorts } from './ports.ts';
export { endProcess, identify, isAlive, type ProcessId, signal } from './process-id.ts';
export type { OnProgress, Progress } from './progress.ts';
export { readRecord } from './record.ts';
export { type RegistryOptions, startRegistry } from './registry.ts';
export {
  down,
  findOwner,
  findStack,
  type RunningStack,
  reset,
  type StackStatus,
  status,
  type UpOptions,
  up,
} from './stack.ts';

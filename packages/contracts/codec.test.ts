import { codecContract } from './codec.contract.ts';
import { memoryRegistry } from './memory-registry.ts';

codecContract('a registry in memory', memoryRegistry);

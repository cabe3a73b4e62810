import { codecOver } from './codec.ts';
import { memoryRegistry } from './memory-registry.ts';
import type { Codec } from './ports.ts';
import { registerAll } from './register.ts';

/** A codec of all topics that needs no registry, for tests and for trying things out. */
export async function memoryCodec(): Promise<Codec> {
  const registry = memoryRegistry();
  await registerAll(registry);
  return codecOver(registry);
}

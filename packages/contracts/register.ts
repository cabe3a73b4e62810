import { topics } from './catalogue.ts';
import { httpRegistry } from './http-registry.ts';
import type { Registry } from './registry.ts';
import { schemaVersions, subjectOf } from './schemas.ts';

/**
 * Registers every committed version of every topic, oldest first. Again is harmless. Rejects with a RegistryError:
 * `incompatible-schema` when the registry holds something these versions do not fit.
 */
export function registerSchemas(registryUrl: string): Promise<void> {
  return registerAll(httpRegistry(registryUrl));
}

export async function registerAll(registry: Registry): Promise<void> {
  await Promise.all(
    topics.map(async ({ name }) => {
      for (const version of schemaVersions(name)) await registry.register(subjectOf(name), version);
    }),
  );
}

import { randomUUID } from 'node:crypto';
import { createCodec, httpRegistry, type Registry, registerSchemas } from '@bellwether/contracts';
import { describe, expect, inject, it } from 'vitest';
import { codecContract } from '../../packages/contracts/codec.contract.ts';

const { url } = inject('stack').schemaRegistry;

/** Subjects of its own, so that versions made up by a test are nobody else's. */
function isolatedRegistry(): Registry {
  const registry = httpRegistry(url);
  const prefix = `test-${randomUUID()}-`;
  return {
    idOf: (subject, schema) => registry.idOf(prefix + subject, schema),
    schemaOf: (id) => registry.schemaOf(id),
    register: (subject, schema) => registry.register(prefix + subject, schema),
  };
}

codecContract('a schema registry', isolatedRegistry);

describe('a schema registry', () => {
  it('may be given the schemas again, and by two at once', async () => {
    await Promise.all([registerSchemas(url), registerSchemas(url)]);
    await registerSchemas(url);
    await expect(createCodec({ registryUrl: url })).resolves.toBeDefined();
  });

  it('refuses a version that could not read the ones before', async () => {
    const registry = isolatedRegistry();
    const field = (name: string) => ({ name, type: 'string', doc: 'Said.' });
    const record = (...fields: ReturnType<typeof field>[]) => {
      return { type: 'record', name: 'R', doc: 'Said.', fields } as const;
    };
    await registry.register('r-value', record(field('id')));
    await expect(registry.register('r-value', record(field('id'), field('required')))).rejects.toMatchObject({
      code: 'incompatible-schema',
      retryable: false,
    });
  });

  it('that cannot be reached makes callers wait', async () => {
    await expect(createCodec({ registryUrl: 'http://127.0.0.1:1' })).rejects.toMatchObject({
      code: 'registry-unavailable',
      retryable: true,
    });
  });

  it('that has not been given the schemas says so', async () => {
    const registry = isolatedRegistry();
    await expect(
      registry.idOf('signals.login-value', { type: 'record', name: 'X', fields: [] }),
    ).rejects.toMatchObject({
      code: 'not-registered',
    });
  });
});

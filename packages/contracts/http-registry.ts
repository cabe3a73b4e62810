import { COMPATIBILITY, SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import type avro from 'avsc';
import { type Registry, RegistryError } from './registry.ts';
import type { AvroRecord } from './schemas.ts';

const NOT_FOUND = 404;
const CONFLICT = 409;
const TIMEOUT_MS = 10_000;

/** A registry that speaks the Confluent API; the URL holds any path prefix, e.g. `/apis/ccompat/v7`. */
export function httpRegistry(url: string): Registry {
  const host = url.replace(/\/+$/, '');
  const client = new SchemaRegistry({ host, retry: { retries: 2 } });

  async function requireLevel(subject: string): Promise<void> {
    const response = await fetch(`${host}/config/${encodeURIComponent(subject)}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
      body: JSON.stringify({ compatibility: COMPATIBILITY.BACKWARD_TRANSITIVE }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((cause) => Promise.reject(unavailable(host, cause)));
    if (!response.ok && response.status !== NOT_FOUND) {
      throw unavailable(host, new Error(`PUT /config/${subject} answered ${response.status}`));
    }
  }

  return {
    async idOf(subject, schema) {
      try {
        return await client.getRegistryIdBySchema(subject, confluent(schema));
      } catch (cause) {
        // The client wraps "not found" in an error of its own, which has no status.
        if (statusOf(cause) !== null) throw unavailable(host, cause);
        throw new RegistryError('not-registered', `${subject}: schema not registered at ${host}`, cause);
      }
    },

    async schemaOf(id) {
      try {
        const found: Partial<avro.Type> = await client.getSchema(id);
        // Schemas of other languages than Avro have no such method: they are nobody's here.
        return found.schema ? (found.schema({ exportAttrs: true }) as object) : {};
      } catch (cause) {
        if (statusOf(cause) === NOT_FOUND) return null;
        throw unavailable(host, cause);
      }
    },

    async register(subject, schema) {
      await requireLevel(subject);
      try {
        const compatibility = COMPATIBILITY.BACKWARD_TRANSITIVE;
        return (await client.register(confluent(schema), { subject, compatibility })).id;
      } catch (cause) {
        if (statusOf(cause) !== CONFLICT) throw unavailable(host, cause);
        const message = `${subject}: not backward compatible with what ${host} holds`;
        throw new RegistryError('incompatible-schema', message, cause);
      }
    },
  };
}

function confluent(schema: AvroRecord) {
  return { type: SchemaType.AVRO, schema: JSON.stringify(schema) } as const;
}

function statusOf(error: unknown): number | null {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : null;
}

function unavailable(host: string, cause: unknown): RegistryError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new RegistryError('registry-unavailable', `schema registry ${host}: ${why}`, cause);
}

import { numberFields } from '@bellwether/domain';
import type avro from 'avsc';
import { avroType, projectionOf } from './avro-type.ts';
import { topics } from './catalogue.ts';
import { httpRegistry } from './http-registry.ts';
import type { Codec, Decoded, SignalEnvelope } from './ports.ts';
import type { Registry } from './registry.ts';
import { type AvroRecord, fullName, newestSchema, schemaVersions, subjectOf } from './schemas.ts';
import { type AvroResolver, bodyOf, frame, malformed, schemaIdOf } from './wire.ts';

const ENVELOPE = ['eventId', 'tenantId', 'accountId', 'occurredAt', 'receivedAt'];

/** How one shape of a topic is read out of bytes that some version wrote; resolvers are dear, so one an id. */
interface Reader {
  readonly type: avro.Type;
  readonly resolvers: Map<number, AvroResolver>;
}

interface TopicCodec {
  readonly newestId: number;
  readonly name: string;
  readonly whole: Reader;
  readonly envelope: Reader;
}

/**
 * The codec of all topics in the catalogue, over a Confluent-compatible registry in which {@link registerSchemas}
 * has been run. Rejects with a RegistryError while the registry cannot answer or a schema is not registered.
 */
export function createCodec({ registryUrl }: { readonly registryUrl: string }): Promise<Codec> {
  return codecOver(httpRegistry(registryUrl));
}

export async function codecOver(registry: Registry): Promise<Codec> {
  const codecs = new Map(await Promise.all(topics.map(async ({ name }) => load(name, registry))));
  const topicOfId = new Map<number, string | null>();
  for (const [topic, { whole }] of codecs) for (const id of whole.resolvers.keys()) topicOfId.set(id, topic);

  function codecOf(topic: string): TopicCodec {
    const codec = codecs.get(topic);
    if (!codec) throw new RangeError(`no topic ${topic} in the catalogue`);
    return codec;
  }

  function read<T>(topic: string, wire: Buffer | null, of: 'whole' | 'envelope'): Decoded<T> {
    const reader = codecOf(topic)[of];
    if (wire === null) return malformed('null-value', 'the record has no value');
    const schemaId = schemaIdOf(wire);
    if (schemaId === null) return malformed('no-magic-byte', 'not framed as the registry frames Avro');
    const resolver = reader.resolvers.get(schemaId);
    if (resolver) return bodyOf<T>(reader.type, resolver, wire, schemaId);
    if (!topicOfId.has(schemaId)) return { kind: 'unknown-schema', schemaId };
    return malformed('schema-of-another-topic', `schema ${schemaId} does not describe ${topic}`);
  }

  return {
    encode: (topic, value) => {
      const { whole, newestId } = codecOf(topic);
      return frame(whole.type, newestId, value);
    },
    decode: <T>(topic: string, wire: Buffer | null) => read<T>(topic, wire, 'whole'),
    decodeEnvelope: (topic, wire) => read<SignalEnvelope>(topic, wire, 'envelope'),
    learn: async (topic, schemaId) => {
      const codec = codecOf(topic);
      if (!topicOfId.has(schemaId)) {
        const schema = await registry.schemaOf(schemaId);
        if (schema === null) return absent(topic, registry);
        topicOfId.set(schemaId, adopt(schema as AvroRecord, schemaId, codecs));
      }
      return codec.whole.resolvers.has(schemaId) ? 'learned' : 'foreign';
    },
  };
}

async function load(topic: string, registry: Registry): Promise<[string, TopicCodec]> {
  const versions = schemaVersions(topic);
  const newest = newestSchema(topic);
  const whole = { type: avroType(newest), resolvers: new Map() };
  const some = [...ENVELOPE, ...numberFields(topic)];
  const envelope = { type: avroType(projectionOf(newest, some)), resolvers: new Map() };
  const ids = await Promise.all(versions.map((version) => registry.idOf(subjectOf(topic), version)));
  const codec = { newestId: ids.at(-1)!, name: fullName(newest), whole, envelope };
  for (const [i, id] of ids.entries()) addWriter(codec, id, versions[i]!);
  return [topic, codec];
}

function addWriter({ whole, envelope }: TopicCodec, id: number, schema: AvroRecord): void {
  const writer = avroType(schema);
  const [all, some] = [whole.type.createResolver(writer), envelope.type.createResolver(writer)];
  whole.resolvers.set(id, all);
  envelope.resolvers.set(id, some);
}

/** The topic a schema belongs to, by its full name; null when it is of none, or of no shape that topic can read. */
function adopt(schema: AvroRecord, id: number, codecs: Map<string, TopicCodec>): string | null {
  for (const [topic, codec] of codecs) {
    if (schema.type !== 'record' || fullName(schema) !== codec.name) continue;
    try {
      addWriter(codec, id, schema);
      return topic;
    } catch {
      return null;
    }
  }
  return null;
}

/** An id the registry does not know is foreign only if that registry is ours: it must still know our own schema. */
async function absent(topic: string, registry: Registry): Promise<'foreign'> {
  await registry.idOf(subjectOf(topic), newestSchema(topic));
  return 'foreign';
}

import { beforeAll, describe, expect, it } from 'vitest';
import { topics } from './catalogue.ts';
import { codecOver } from './codec.ts';
import type { Codec } from './ports.ts';
import { registerAll } from './register.ts';
import type { Registry } from './registry.ts';
import { sampleOf } from './sample.ts';
import { type AvroRecord, newestSchema, subjectOf } from './schemas.ts';

const LOGIN = 'signals.login';
const envelope = { eventId: 'e', tenantId: 't', accountId: 'a', occurredAt: 1, receivedAt: 2 };
const login = { ...envelope, source: 'web', kind: 'login' };

/** What every codec promises, whatever registry it stands on. `registry` is one these tests may write to. */
export function codecContract(name: string, openRegistry: () => Registry): void {
  describe(`the codec over ${name}`, () => {
    let registry: Registry;
    let codec: Codec;
    beforeAll(async () => {
      registry = openRegistry();
      await registerAll(registry);
      codec = await codecOver(registry);
    });
    const malformed = (wire: Buffer | null) => {
      const [whole, part] = [codec.decode(LOGIN, wire), codec.decodeEnvelope(LOGIN, wire)];
      expect(part).toEqual(whole);
      return whole.kind === 'malformed' ? whole.code : whole.kind;
    };

    it('reads what it wrote, optional fields as null and lists as empty', () => {
      const read = codec.decode(LOGIN, codec.encode(LOGIN, login));
      expect(read).toMatchObject({ kind: 'value', value: { ...login, userId: null, automation: null } });
      const wire = codec.encode('signals.interaction', {
        ...sampleOf(newestSchema('signals.interaction')),
        contactIds: undefined,
      });
      expect(codec.decode('signals.interaction', wire)).toMatchObject({ value: { contactIds: [] } });
    });

    it('reads the envelope alone', () => {
      const read = codec.decodeEnvelope(LOGIN, codec.encode(LOGIN, login));
      expect(read).toMatchObject({ kind: 'value', value: envelope });
    });

    it('reads the amounts of a signal beside its envelope', () => {
      const use = { ...envelope, source: 'web', feature: 'export', count: -3, errors: 2 };
      const read = codec.decodeEnvelope('signals.feature-use', codec.encode('signals.feature-use', use));
      expect(read).toMatchObject({ value: { ...envelope, count: -3, errors: 2, durationSeconds: null } });
      expect(read).not.toHaveProperty('value.feature');
    });

    it('names the first field that does not fit', () => {
      expect(() => codec.encode(LOGIN, { ...login, receivedAt: 'now' })).toThrow(
        /^receivedAt: now is no long/,
      );
      expect(() => codec.encode(LOGIN, envelope)).toThrow(/^source: missing is no string/);
    });

    it('takes a value that is exactly one message and nothing else', () => {
      const wire = codec.encode(LOGIN, login);
      expect(malformed(null)).toBe('null-value');
      expect(malformed(Buffer.from('{"kind":"login"}'))).toBe('no-magic-byte');
      expect(malformed(wire.subarray(0, -1))).toBe('undecodable');
      expect(malformed(wire.subarray(0, 5))).toBe('undecodable');
      expect(malformed(Buffer.concat([wire, wire]))).toBe('trailing-bytes');
      expect(malformed(Buffer.concat([wire, Buffer.alloc(1)]))).toBe('trailing-bytes');
      expect(malformed(codec.encode('signals.ticket', sampleOf(newestSchema('signals.ticket'))))).toBe(
        'schema-of-another-topic',
      );
    });

    it.each(topics.map(({ name }) => name))('sees where a message of %s ends without reading it', (topic) => {
      const wire = codec.encode(topic, sampleOf(newestSchema(topic)));
      const end = (value: Buffer) => {
        const read = codec.decodeEnvelope(topic, value);
        return read.kind === 'malformed' ? read.code : read.kind;
      };
      expect(end(wire)).toBe('value');
      expect(end(wire.subarray(0, -1))).toBe('undecodable');
      expect(end(Buffer.concat([wire, wire]))).toBe('trailing-bytes');
    });

    it('gives up at once on a list that states more items than there are bytes', () => {
      const topic = 'signals.interaction';
      const wire = codec.encode(topic, sampleOf(newestSchema(topic)));
      // The empty list lies before three nulls; a varint of 2^34 takes its place.
      const bomb = Buffer.concat([
        wire.subarray(0, -4),
        Buffer.from([0x80, 0x80, 0x80, 0x80, 0x80, 0x01]),
        wire.subarray(-3),
      ]);
      expect(codec.decode(topic, bomb)).toMatchObject({ kind: 'malformed', code: 'undecodable' });
      expect(codec.decodeEnvelope(topic, bomb)).toMatchObject({ kind: 'malformed', code: 'undecodable' });
    });

    it('learns a later version and reads it in the shape it knows', async () => {
      const newest = newestSchema(LOGIN);
      const added = { name: 'device', type: ['null', 'string'], default: null, doc: 'Added later.' } as const;
      const later: AvroRecord = { ...newest, fields: [...newest.fields, added] };
      const id = await registry.register(subjectOf(LOGIN), later);
      const wire = Buffer.concat([codec.encode(LOGIN, login), Buffer.from([0x02, 0x02, 0x78])]);
      wire.writeInt32BE(id, 1);

      expect(codec.decode(LOGIN, wire)).toEqual({ kind: 'unknown-schema', schemaId: id });
      expect(await codec.learn(LOGIN, id)).toBe('learned');
      const read = codec.decode(LOGIN, wire);
      expect(read).toMatchObject({ kind: 'value', value: login, schemaId: id });
      expect(read).not.toHaveProperty('value.device');
      expect(codec.decodeEnvelope(LOGIN, wire)).toMatchObject({ kind: 'value', value: envelope });
    });

    it('calls foreign what is of another topic, of no topic, or of no schema', async () => {
      const stranger: AvroRecord = { type: 'record', name: 'Stranger', doc: 'Not ours.', fields: [] };
      const id = await registry.register('stranger-value', stranger);
      expect(await codec.learn(LOGIN, id)).toBe('foreign');
      expect(await codec.learn(LOGIN, 2_000_000_000)).toBe('foreign');
      const wire = codec.encode(LOGIN, login);
      wire.writeInt32BE(id, 1);
      expect(malformed(wire)).toBe('schema-of-another-topic');
    });

    it('waits rather than condemn: a registry that cannot answer rejects', async () => {
      const down = async () => Promise.reject(new Error('down'));
      const cut = await codecOver({ ...registry, schemaOf: down });
      await expect(cut.learn(LOGIN, 1_999_999_999)).rejects.toThrow('down');
    });

    it('takes no word for it from a registry that does not know our own schemas', async () => {
      let emptied = false;
      const idOf: Registry['idOf'] = async (subject, schema) => {
        if (emptied) throw new Error('not registered');
        return registry.idOf(subject, schema);
      };
      const codecOfEmptied = await codecOver({ ...registry, idOf });
      emptied = true;
      await expect(codecOfEmptied.learn(LOGIN, 1_999_999_998)).rejects.toThrow('not registered');
    });
  });
}

import { createFactStore } from '@bellwether/clickhouse';
import { type Decoded, factTableOf } from '@bellwether/contracts';
import { columnOf, dayOf } from '@bellwether/domain';
import type { Contestant, Course } from './contestant.ts';
import { readCourse } from './reader.ts';

const FLUSH_RECORDS = 200_000;

type Insert = (topic: string, values: readonly Buffer[]) => Promise<void>;

/** Reads, gathers and inserts in batches of the services' size; nothing is checked or computed. */
async function insertAll(course: Course, insert: Insert) {
  let open = new Map<string, Buffer[]>();
  let records = 0;
  let flushing: Promise<void> = Promise.resolve();
  const flush = () => {
    const full = open;
    open = new Map();
    records = 0;
    const before = flushing;
    flushing = before.then(async () => {
      await Promise.all([...full].map(([topic, values]) => insert(topic, values)));
    });
    return before;
  };
  return readCourse(
    course,
    async ({ topic, messages }) => {
      const values = open.get(topic) ?? [];
      open.set(topic, values);
      for (const { value } of messages) values.push(value!);
      records += messages.length;
      if (records >= FLUSH_RECORDS) await flush();
    },
    async () => {
      await flush();
      await flushing;
    },
  );
}

export const wireInsert: Contestant = {
  name: 'insert of wire bytes',
  stores: true,
  does: 'hands the bytes of every value to ClickHouse as they came, into the fact tables; no checks, buckets or indicators',
  run: (course) => {
    const { clickhouse: client, codec, addresses } = course.stack;
    const store = createFactStore({ client, codec, registryUrl: addresses.schemaRegistry.url });
    return insertAll(course, async (topic, values) => {
      const outcome = await store.land(
        topic,
        values.map((wire) => ({
          wire,
          tenantId: '',
          accountId: '',
          eventId: '',
          occurredAt: 0,
          receivedAt: 0,
        })),
      );
      if (outcome.kind !== 'landed') throw new Error(outcome.detail);
    });
  },
};

export const jsonInsert: Contestant = {
  name: 'insert as JSONEachRow',
  stores: true,
  does: 'decodes every value and inserts it as a JSON object by the official client, into the fact tables; no more',
  run: (course) => {
    const { clickhouse, codec } = course.stack;
    return insertAll(course, (topic, values) =>
      clickhouse.insert(
        factTableOf(topic),
        values.map((value) => rowOf(codec.decode<Record<string, unknown>>(topic, value))),
        { settings: { optimize_on_insert: 0, max_insert_block_size: 1_000_000 } },
      ),
    );
  },
};

const VERSION_HASH_BITS = 22n;

/** The row that the wire path makes, but for the hash that decides between copies of one millisecond. */
function rowOf(decoded: Decoded<Record<string, unknown>>): object {
  if (decoded.kind !== 'value') throw new Error(`a record is ${decoded.kind}`);
  const { occurredAt, receivedAt } = decoded.value as { occurredAt: number; receivedAt: number };
  const columns = Object.entries(decoded.value).map(([field, value]) => [columnOf(field), value] as const);
  const ver = String(BigInt(receivedAt) << VERSION_HASH_BITS);
  return { ...Object.fromEntries(columns), day: dayOf(occurredAt), ver };
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { avroWire, serveSchemas } from './support/avro-registry.ts';
import { type ContractDatabase, createContractDatabase } from './support/contract-database.ts';
import { curl } from './support/curl.ts';

const field = (name: string, type: string) => ({ name, type });
const SCHEMAS = {
  1: { type: 'record', name: 'Visit', fields: [field('visitor', 'string'), field('pages', 'int')] },
  2: {
    type: 'record',
    name: 'Visit',
    fields: [field('visitor', 'string'), field('pages', 'int'), field('device', 'string')],
  },
};
const STRUCTURE = "visitor String, pages Int32, device String DEFAULT \\'unknown\\'";

let database: ContractDatabase;
let registry: Awaited<ReturnType<typeof serveSchemas>>;

beforeAll(async () => {
  database = await createContractDatabase();
  registry = await serveSchemas(SCHEMAS);
  await database.run(
    'CREATE TABLE visits (visitor String, pages Int32, device String) ENGINE = MergeTree ORDER BY visitor',
  );
});
afterAll(async () => {
  await registry.close();
  await database.drop();
});

/** As the pipeline lands a batch: the values of Kafka messages, one behind the other. */
async function land(body: Buffer, registryUrl = registry.url) {
  const query =
    'INSERT INTO visits (visitor, pages, device) SELECT visitor, pages, device ' +
    `FROM input('${STRUCTURE}') FORMAT AvroConfluent`;
  const settings = {
    format_avro_schema_registry_url: registryUrl,
    input_format_avro_allow_missing_fields: '1',
  };
  return await curl([database.at({ query, ...settings }), '--data-binary', '@-'], body);
}

const visits = () => database.run('SELECT * FROM visits ORDER BY visitor FORMAT CSV');
const code = (answer: { headers: Record<string, string> }) => answer.headers['x-clickhouse-exception-code'];

describe('wire bytes of Kafka', () => {
  it('land as they are, several schema versions in one batch, missing fields by their default', async () => {
    const batch = [avroWire(1, ['a', 1]), avroWire(2, ['b', -70_000, 'phone']), avroWire(1, ['c\n;', 3])];
    expect(await land(Buffer.concat(batch))).toMatchObject({ status: 200 });
    expect(await visits()).toBe('"a",1,"unknown"\n"b",-70000,"phone"\n"c\n;",3,"unknown"');
  });

  it('land all or nothing', async () => {
    const before = await visits();
    const cut = avroWire(1, ['e', 5]).subarray(0, 6);
    expect(Number(code(await land(Buffer.concat([avroWire(1, ['d', 4]), cut]))))).toBeGreaterThan(0);
    expect(await visits()).toBe(before);
  });

  it('tell an unknown schema from a registry that is away', async () => {
    expect(code(await land(avroWire(99, ['x', 1])))).toBe('86');
    expect(code(await land(avroWire(1, ['x', 1]), 'http://127.0.0.1:1'))).toBe('210');
  });
});

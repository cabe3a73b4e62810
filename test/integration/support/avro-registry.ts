import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A registry that knows schemas by id and nothing else, for ClickHouse to ask. */
export async function serveSchemas(schemas: Readonly<Record<number, object>>) {
  const host = process.env.CLICKHOUSE_CONTRACT_CALLBACK_HOST ?? '127.0.0.1';
  const server = createServer((request, response) => {
    const schema = schemas[Number(/\/schemas\/ids\/(\d+)/.exec(request.url ?? '')?.[1])];
    response.setHeader('Content-Type', 'application/json');
    if (schema === undefined) response.statusCode = 404;
    response.end(
      JSON.stringify(schema === undefined ? { error_code: 40403 } : { schema: JSON.stringify(schema) }),
    );
  });
  await once(server.listen(0, host === '127.0.0.1' ? host : '0.0.0.0'), 'listening');
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

/** A Kafka value in Confluent's framing, its fields ints and strings in the schema's order. */
export function avroWire(schemaId: number, fields: readonly (number | string)[]): Buffer {
  const id = Buffer.alloc(5);
  id.writeUInt32BE(schemaId, 1);
  const encoded = fields.map((field) =>
    typeof field === 'number'
      ? zigzag(field)
      : Buffer.concat([zigzag(Buffer.byteLength(field)), Buffer.from(field)]),
  );
  return Buffer.concat([id, ...encoded]);
}

function zigzag(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value >= 0 ? value * 2 : -value * 2 - 1;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return Buffer.from([...bytes, rest]);
}

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createCodec, registerSchemas, topics } from '@bellwether/contracts';
import { connectKafka, type EventLog } from '@bellwether/kafka';
import { createLogger } from '@bellwether/runtime';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const run = promisify(execFile);
const { kafka, schemaRegistry } = inject('stack');
const FOLDER = fileURLToPath(new URL('../consumers/java/', import.meta.url));
const TOPIC = 'health.score-changes';
const tenantId = `java-${Date.now().toString(36)}`;

interface Line {
  readonly change: Readonly<Record<string, unknown>>;
  readonly docs: Readonly<Record<string, string>>;
}

/** The message as Java would show it: what Avro calls a timestamp is a number of milliseconds. */
const sample = async () => {
  const path = new URL('../../config/playbooks/sample-event.json', import.meta.url);
  return { ...(JSON.parse(await readFile(path, 'utf8')) as object), tenantId };
};

describe('a consumer in another language', () => {
  let log: EventLog;
  let jars: string;
  beforeAll(async () => {
    jars = await mkdtemp(join(tmpdir(), 'bellwether-java-'));
    await run('mvn', ['-q', '-B', '-f', join(FOLDER, 'pom.xml'), `-Djars=${jars}`, 'package']);
    log = await connectKafka({
      brokers: kafka.brokers,
      clientId: 'java-consumer-test',
      log: createLogger('test', 'silent'),
    });
    await log.ensureTopics(topics);
    await registerSchemas(schemaRegistry.url);
  });
  afterAll(async () => {
    await log?.close();
    await rm(jars, { recursive: true, force: true });
  });

  it('reads a score change with nothing but the brokers and the registry, and is told what every field means', async () => {
    const codec = await createCodec({ registryUrl: schemaRegistry.url });
    const writer = await log.writer();
    const value = codec.encode(TOPIC, await sample());
    await writer.write([{ topic: TOPIC, key: `${tenantId}/acme`, value }]);
    await writer.close();

    const { stdout } = await run('java', [
      '-cp',
      join(jars, '*'),
      join(FOLDER, 'ReadChanges.java'),
      kafka.brokers.join(','),
      schemaRegistry.url,
      tenantId,
      '1',
    ]);
    const { change, docs } = JSON.parse(stdout) as Line;

    expect(change).toEqual(await sample());
    const inside = (fields: object) => Object.keys(fields);
    expect(inside(docs).filter((path) => !path.includes('.'))).toEqual(inside(change));
    expect(Object.entries(docs).filter(([, doc]) => doc.length < 10)).toEqual([]);
    expect(docs['contributions.deltaTenths']).toContain('tenths');
  }, 120_000);
});

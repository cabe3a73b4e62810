import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Service {
  image: string;
  ports?: string[];
  volumes?: string[];
  environment: Record<string, string>;
  healthcheck?: { test: string[] };
}

const FILE = 'docker-compose.yml';
const REMEDY =
  'install Docker Compose to validate docker-compose.yml (Debian: apt-get install docker-compose)';
const compose = parse(readFileSync(FILE, 'utf8')) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const services = Object.entries(compose.services);

/** The file as Compose itself reads it; either generation of it will do, and none needs an engine. */
async function configByCompose(env: Record<string, string>): Promise<string> {
  const run = promisify(execFile);
  for (const [command, ...args] of [['docker', 'compose'], ['docker-compose']] as const) {
    const works = await run(command, [...args, 'version']).then(
      () => true,
      () => false,
    );
    if (!works) continue;
    const { stdout } = await run(command, [...args, '-f', FILE, 'config'], {
      env: { ...process.env, ...env },
    });
    return stdout;
  }
  throw new Error(REMEDY);
}

describe('docker-compose.yml', () => {
  it('is valid, and takes its ports from the environment', async () => {
    const env = { KAFKA_PORT: '19092', SCHEMA_REGISTRY_PORT: '18081', CLICKHOUSE_PORT: '18123' };
    const config = await configByCompose(env);
    for (const port of Object.values(env)) expect(config).toContain(port);
    expect(config).toContain('HOST://127.0.0.1:19092,INTERNAL://kafka:19092');
  });

  it.each(services)('waits for %s by a health check, of a pinned image', (_, service) => {
    expect(service.healthcheck?.test).toBeDefined();
    expect(service.image).toMatch(/:\d+(\.\d+)*[\w.-]*$/);
  });

  it('opens ports on loopback only', () => {
    const ports = services.flatMap(([, service]) => service.ports ?? []);
    expect(ports).toHaveLength(3);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('keeps data in volumes that it declares, and mounts files that exist', () => {
    const sources = services.flatMap(([, service]) =>
      (service.volumes ?? []).map((one) => one.split(':')[0]!),
    );
    const named = sources.filter((source) => !source.startsWith('.'));
    expect(new Set(named)).toEqual(new Set(Object.keys(compose.volumes)));
    for (const file of sources.filter((source) => source.startsWith('.')))
      expect(existsSync(file)).toBe(true);
  });

  it('runs the same versions and rules as the native stack', () => {
    const pom = readFileSync('infra/local/pom.xml', 'utf8');
    const version = (name: string) => new RegExp(`<${name}.version>(.+)</`).exec(pom)?.[1];
    const { kafka, 'schema-registry': registry, clickhouse } = compose.services;
    expect(kafka?.image).toBe(`apache/kafka:${version('kafka')}`);
    expect(registry?.image).toBe(`apicurio/apicurio-registry-sql:${version('registry')}`);
    expect(registry?.environment.REGISTRY_RULES_GLOBAL_COMPATIBILITY).toBe('BACKWARD_TRANSITIVE');
    expect(clickhouse?.environment.CLICKHOUSE_DB).toBe('bellwether');
    expect(readFileSync('infra/docker/clickhouse/local.xml', 'utf8')).toContain(
      '<default_database>bellwether</default_database>',
    );
  });
});

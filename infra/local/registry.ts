import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { REGISTRY_PATH } from './addresses.ts';
import { type Component, launch, type OnSpawn, READY_WITHIN_MS } from './component.ts';
import { httpAnswers } from './probes.ts';
import { vendorRegistry } from './vendor.ts';

export interface RegistryOptions {
  /** Holds `registry/` (data) and `logs/`. */
  dir: string;
  port: number;
  onSpawn?: OnSpawn;
}

const JVM = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xms64m', '-Xmx384m'];
/** The default keeps twenty connections open to a database in the same process. */
const POOL = ['min-size=2', 'initial-size=2', 'max-size=20'].map(
  (size) => `-Dquarkus.datasource.jdbc.${size}`,
);
const COMPATIBILITY = 'BACKWARD_TRANSITIVE';

/** Starts the Apicurio schema registry with its tables in files, and sets the global compatibility rule. */
export async function startRegistry({ dir, port, onSpawn }: RegistryOptions): Promise<Component> {
  const home = join(dir, 'registry');
  mkdirSync(home, { recursive: true });
  const url = `http://127.0.0.1:${port}${REGISTRY_PATH}`;
  const listen = ['-Dquarkus.http.host=127.0.0.1', `-Dquarkus.http.port=${port}`];
  const spec = {
    name: 'schemaRegistry' as const,
    command: 'java',
    args: [...JVM, ...POOL, ...listen, '-jar', vendorRegistry()],
    env: {
      REGISTRY_DATASOURCE_URL: `jdbc:h2:file:${join(home, 'h2')}`,
      LOG_LEVEL: 'WARN',
      REGISTRY_LOG_LEVEL: 'WARN',
    },
    logFile: join(dir, 'logs', 'registry.log'),
    readyWithinMs: READY_WITHIN_MS,
    ready: () => httpAnswers(`${url}/subjects`),
    stopGraceMs: 10_000,
  };
  const component = await launch(spec, onSpawn);
  try {
    await setCompatibility(url);
  } catch (error) {
    await component.stop();
    throw error;
  }
  return component;
}

/** The registry's own default is NONE: whatever breaks readers would pass. */
export async function setCompatibility(registryUrl: string): Promise<void> {
  const response = await fetch(`${registryUrl}/config`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ compatibility: COMPATIBILITY }),
  });
  if (!response.ok) throw new Error(`the registry refused ${COMPATIBILITY}: HTTP ${response.status}`);
}

import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { addressesAt, REGISTRY_PATH, type StackAddresses } from './addresses.ts';
import { choosePorts } from './ports.ts';
import { identify } from './process-id.ts';
import { readRecord, type StackRecord, writeRecord } from './record.ts';
import { setCompatibility } from './registry.ts';

const COMPOSE_FILE = fileURLToPath(new URL('../../docker-compose.yml', import.meta.url));
const ANSWER_MS_MAX = 5_000;

/** ClickHouse in a container reaches the registry by its name in docker-compose.yml, not by the port on this machine. */
export const REGISTRY_IN_DOCKER = `http://schema-registry:8080${REGISTRY_PATH}`;

/** Whether a Docker engine answers and can compose; a client without an engine does not count. */
export async function dockerAnswers(): Promise<boolean> {
  const run = promisify(execFile);
  try {
    await run('docker', ['version', '--format', '{{.Server.Version}}'], { timeout: ANSWER_MS_MAX });
    await run('docker', ['compose', 'version'], { timeout: ANSWER_MS_MAX });
    return true;
  } catch {
    return false;
  }
}

/** Starts the composed stack and waits for its health checks; `down` stops it, its volumes stay. */
export async function upDocker(dir: string, attached: boolean): Promise<StackAddresses> {
  const last = readRecord(dir);
  const running = last?.source === 'docker' && last.addresses !== null;
  const ports = running ? last.ports : await choosePorts(last?.ports);
  const record: StackRecord = {
    source: 'docker',
    attached,
    owner: identify(process.pid)!,
    ports,
    addresses: null,
    processes: {},
  };
  writeRecord(dir, record);
  await compose(dir, record, ['up', '-d', '--wait']).catch(async (error: unknown) => {
    // Those that did start would hold on to the ports.
    await compose(dir, record, ['down']).catch(() => undefined);
    throw error;
  });
  const addresses = addressesAt(ports);
  await setCompatibility(addresses.schemaRegistry.url);
  writeRecord(dir, { ...record, addresses });
  return addresses;
}

/** Stops the containers, and with `volumes` removes their data too. */
export async function downDocker(dir: string, record: StackRecord, { volumes = false } = {}): Promise<void> {
  await compose(dir, record, volumes ? ['down', '--volumes'] : ['down']);
  writeRecord(dir, { ...record, addresses: null });
}

/** Whether any container of the directory's stack is there, running or not. */
export async function hasContainers(dir: string, record: StackRecord): Promise<boolean> {
  const { args, env } = composed(dir, record, ['ps', '--all', '--quiet']);
  const { stdout } = await promisify(execFile)('docker', args, { env });
  return stdout.trim() !== '';
}

function composed(dir: string, { ports }: StackRecord, command: readonly string[]) {
  const args = ['compose', '-p', projectName(dir), '-f', COMPOSE_FILE, ...command];
  const env = {
    ...process.env,
    KAFKA_PORT: String(ports.kafka),
    SCHEMA_REGISTRY_PORT: String(ports.schemaRegistry),
    CLICKHOUSE_PORT: String(ports.clickhouse),
  };
  return { args, env };
}

async function compose(dir: string, record: StackRecord, command: readonly string[]): Promise<void> {
  const { args, env } = composed(dir, record, command);
  // stdout stays free for a command's own output.
  const child = spawn('docker', args, { stdio: ['ignore', process.stderr, process.stderr], env });
  const code = await new Promise<number | null>((done, reject) => {
    child.once('error', reject);
    child.once('close', done);
  });
  if (code !== 0) throw new Error(`docker compose ${command.join(' ')} ended with exit code ${code}`);
}

/** One project a directory, so that two checkouts do not share containers. */
function projectName(dir: string): string {
  return `bellwether-${createHash('sha256').update(resolve(dir)).digest('hex').slice(0, 8)}`;
}

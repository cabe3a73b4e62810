import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spoolDirectory } from './clickhouse-http/spool.ts';
import { type Component, launch, type OnSpawn, READY_WITHIN_MS } from './component.ts';
import { httpAnswers } from './probes.ts';

export interface ClickHouseOptions {
  /** Holds `clickhouse/` (data) and `logs/`. */
  dir: string;
  port: number;
  onSpawn?: OnSpawn;
}

const MAIN = fileURLToPath(new URL('clickhouse-http/main.ts', import.meta.url));
/** Each running query holds a thread of Node's pool: more threads than connections. */
const THREADS = '20';

/** Starts the ClickHouse engine behind its HTTP interface; its data survive a kill. */
export async function startClickHouse({ dir, port, onSpawn }: ClickHouseOptions): Promise<Component> {
  const spec = {
    name: 'clickhouse' as const,
    command: process.execPath,
    args: ['--max-old-space-size=256', MAIN, '--dir', clickHouseData(dir), '--port', String(port)],
    env: { UV_THREADPOOL_SIZE: THREADS, TZ: 'UTC', MALLOC_ARENA_MAX: '2' },
    logFile: join(dir, 'logs', 'clickhouse.log'),
    readyWithinMs: READY_WITHIN_MS,
    ready: () => httpAnswers(`http://127.0.0.1:${port}/ping`),
    stopGraceMs: 12_000,
  };
  return await launch(spec, onSpawn);
}

/** Where the process keeps the data of running requests: in shared memory, if there is any. */
export function clickHouseSpool(dir: string): string {
  return spoolDirectory(clickHouseData(dir));
}

/** Removes what a killed process left there. */
export function clearClickHouseSpool(dir: string): void {
  rmSync(clickHouseSpool(dir), { recursive: true, force: true });
}

function clickHouseData(dir: string): string {
  return join(dir, 'clickhouse');
}

import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessId } from '@bellwether/local-stack';
import { stateDir } from './project.ts';

/** One service process as `.bellwether/services.json` knows it. */
export interface ServiceRecord {
  readonly name: string;
  readonly process: ProcessId;
  /** Where GET /health/ready answers; null until it was ready once. */
  readonly healthUrl: string | null;
}

/** What a start leaves behind for other commands, and for the next start after a kill -9. */
export interface RunRecord {
  /** The process that started the services and stops them. */
  readonly owner: ProcessId;
  /** npm, or our launcher: once it is gone, so is whoever wanted the run. Null where a shell started it. */
  readonly launcher: ProcessId | null;
  readonly services: readonly ServiceRecord[];
  readonly gatewayUrl: string | null;
}

export function readRunRecord(): RunRecord | null {
  try {
    return JSON.parse(readFileSync(recordFile(), 'utf8')) as RunRecord;
  } catch {
    return null;
  }
}

/** Written whole or not at all. */
export function writeRunRecord(record: RunRecord): void {
  mkdirSync(stateDir(), { recursive: true });
  const draft = `${recordFile()}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(draft, recordFile());
}

export function removeRunRecord(): void {
  rmSync(recordFile(), { force: true });
}

function recordFile(): string {
  return join(stateDir(), 'services.json');
}

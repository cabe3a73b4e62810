import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackAddresses, StackPorts } from './addresses.ts';
import type { ComponentName } from './component.ts';
import type { ProcessId } from './process-id.ts';

/** What `.bellwether/stack.json` says about the stack of a directory. */
export interface StackRecord {
  source: 'docker' | 'native';
  /** Attached: the stack belongs to the process that started it and ends with it. */
  attached: boolean;
  owner: ProcessId;
  /** Kept when the stack is down: the next start takes the same ports if they are free. */
  ports: StackPorts;
  /** Null while it is not up. */
  addresses: StackAddresses | null;
  processes: Partial<Record<ComponentName, ProcessId>>;
}

/** The record of a directory; undefined when none was ever written. */
export function readRecord(dir: string): StackRecord | undefined {
  try {
    return JSON.parse(readFileSync(recordFile(dir), 'utf8')) as StackRecord;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${recordFile(dir)} cannot be read: ${(error as Error).message}`);
  }
}

/** Written whole or not at all: a reader never sees half of it. */
export function writeRecord(dir: string, record: StackRecord): void {
  mkdirSync(dir, { recursive: true });
  const draft = `${recordFile(dir)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(record, undefined, 2)}\n`);
  renameSync(draft, recordFile(dir));
}

function recordFile(dir: string): string {
  return join(dir, 'stack.json');
}

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identify, isAlive, type ProcessId } from './process-id.ts';

/**
 * Does something to the stack of a directory while no other process does. A Ctrl-C may call `down` in the
 * middle of our own `up`: the same process gets in.
 */
export async function withLock<T>(dir: string, action: () => Promise<T>): Promise<T> {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, 'stack.lock');
  const own = identify(process.pid)!;
  const holder = claim(file, own);
  if (holder !== undefined && holder.pid !== own.pid) {
    throw new Error(
      `process ${holder.pid} is starting or stopping the stack in ${dir}: wait for it to finish`,
    );
  }
  try {
    return await action();
  } finally {
    if (holder === undefined) rmSync(file, { force: true });
  }
}

/** Takes the lock; the living holder if there is one. A lock whose holder has died is taken over. */
function claim(file: string, own: ProcessId): ProcessId | undefined {
  try {
    writeFileSync(file, JSON.stringify(own), { flag: 'wx' });
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = readHolder(file);
  if (holder !== undefined && isAlive(holder)) return holder;
  rmSync(file, { force: true });
  return claim(file, own);
}

function readHolder(file: string): ProcessId | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessId;
  } catch {
    return undefined;
  }
}

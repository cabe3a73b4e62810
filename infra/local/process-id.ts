import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A process beyond doubt: a pid alone may have been given to another program since. */
export interface ProcessId {
  pid: number;
  /** As the system tells it: clock ticks since boot on Linux, a date elsewhere. Only ever compared. */
  startedAt: string;
}

const POLL_MS = 25;

/** The process that has this pid now; undefined when none has. */
export function identify(pid: number): ProcessId | undefined {
  const startedAt = process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

export function isAlive(id: ProcessId): boolean {
  return identify(id.pid)?.startedAt === id.startedAt;
}

/** Sends the signal only if the pid still belongs to that process. */
export function signal(id: ProcessId, name: NodeJS.Signals): void {
  if (!isAlive(id)) return;
  try {
    process.kill(id.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Asks it to stop, waits, and kills it when `graceMs` have passed. Resolves when it is gone. */
export async function endProcess(id: ProcessId, graceMs: number): Promise<void> {
  signal(id, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (isAlive(id) && Date.now() < deadline) await pause(POLL_MS);
  signal(id, 'SIGKILL');
  while (isAlive(id)) await pause(POLL_MS);
}

/** Field 22 of /proc/<pid>/stat, counted behind the name, which may hold blanks and brackets. */
function startOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const state = fields[0];
    // A zombie has ended; only its parent has not looked yet.
    return state === 'Z' || state === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function startByPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

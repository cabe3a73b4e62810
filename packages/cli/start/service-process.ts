import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endProcess, identify, type ProcessId } from '@bellwether/local-stack';
import { nodeArgs } from '@bellwether/runtime';
import { CliError } from '../output/cli-error.ts';
import { logsDir, PROJECT_ROOT } from '../stack/project.ts';

export interface ServiceSpec {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A service that printed its ready line. */
export interface ServiceProcess {
  readonly name: string;
  readonly id: ProcessId;
  readonly port: number;
  /** Resolves when the process has ended, however it did: `exit code 1`, `SIGKILL`. */
  readonly ended: Promise<string>;
}

const READY_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 50;
const LOG_LINES_SHOWN = 8;
/** What a service sees of our environment; all else it is told. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'NODE_OPTIONS'];

/**
 * Starts services/<name>/main.ts in a process group of its own, so that a Ctrl-C reaches only us and we stop things in
 * order. Its output goes straight to its log file: it outlives us if we are killed, and the next start ends it.
 */
export async function startService(
  spec: ServiceSpec,
  onSpawn: (id: ProcessId) => void,
): Promise<ServiceProcess> {
  const { name } = spec;
  const logFile = logFileOf(name);
  mkdirSync(logsDir(), { recursive: true });
  const output = openSync(logFile, 'a');
  const from = statSync(logFile).size;
  const main = join(PROJECT_ROOT, 'services', name, 'main.ts');
  const child = spawn(process.execPath, [...nodeArgs(name), main], {
    detached: true,
    stdio: ['ignore', output, output],
    cwd: PROJECT_ROOT,
    env: { ...given(...INHERITED), ...spec.env },
  });
  closeSync(output);
  const ended = endOf(child);
  let end: string | null = null;
  void ended.then((how) => {
    end = how;
  });
  const id = child.pid === undefined ? undefined : identify(child.pid);
  if (id) onSpawn(id);

  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const port = readyPort(logFile, from);
    if (port !== null && id) return { name, id, port, ended };
    if (end !== null || Date.now() > deadline) {
      if (id) await endProcess(id, 0);
      throw notReady(name, end, logFile, from);
    }
    await pause(LOOK_EVERY_MS);
  }
}

export function logFileOf(name: string): string {
  return join(logsDir(), `${name}.log`);
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}

/** Those of our own variables that are set. */
export function given(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** The port a service tells, once its ready line stands in the log. */
function readyPort(logFile: string, from: number): number | null {
  const ready = linesSince(logFile, from).find((line) => line.includes('"ready":true'));
  return ready === undefined ? null : (JSON.parse(ready) as { port: number }).port;
}

function linesSince(logFile: string, from: number): string[] {
  const text = readFileSync(logFile).subarray(from).toString('utf8');
  return text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
}

function notReady(name: string, end: string | null, logFile: string, from: number): CliError {
  const what =
    end === null ? `was not ready within ${READY_WITHIN_MS / 1_000} s` : `ended (${end}) before it was ready`;
  return new CliError(`The service ${name} ${what}.`, {
    details: linesSince(logFile, from)
      .filter((line) => line !== '')
      .slice(-LOG_LINES_SHOWN),
    remedy: `Its log is ${logFile}.`,
  });
}

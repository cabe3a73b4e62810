import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endProcess, identify, type ProcessId } from './process-id.ts';

export type ComponentName = 'kafka' | 'schemaRegistry' | 'clickhouse';

/** What it takes to run one component as a process of its own. */
export interface ComponentSpec {
  name: ComponentName;
  command: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  logFile: string;
  readyWithinMs: number;
  /** Whether it serves; a rejection counts as "not yet". */
  ready(): Promise<boolean>;
  stopGraceMs: number;
}

/** A running component. */
export interface Component {
  name: ComponentName;
  id: ProcessId;
  /** Gracefully, and by force after its time of grace. */
  stop(): Promise<void>;
  /** As `kill -9` does. */
  kill(): Promise<void>;
}

/** Told as soon as the process exists, long before it is ready, so that nothing is ever unaccounted for. */
export type OnSpawn = (name: ComponentName, id: ProcessId) => void;

/** Generous: a component that has ended is noticed at once, one on a busy machine is only slow. */
export const READY_WITHIN_MS = 120_000;

const POLL_MS = 40;
const LOG_LINES_SHOWN = 12;
/** What a child may see of our environment: LOG_LEVEL or HTTP_PORT would reconfigure a JVM in silence. */
const INHERITED = ['PATH', 'HOME', 'JAVA_HOME', 'LANG', 'LC_ALL', 'TMPDIR', 'LD_LIBRARY_PATH'];

/**
 * Starts a component in a process group of its own, so that a Ctrl-C in the terminal reaches only us and
 * we stop things in order. Resolves when it is ready; on failure it leaves no process behind.
 */
export async function launch(spec: ComponentSpec, onSpawn: OnSpawn = () => undefined): Promise<Component> {
  mkdirSync(dirname(spec.logFile), { recursive: true });
  const logFile = openSync(spec.logFile, 'w');
  const child = spawn(spec.command, spec.args, {
    detached: true,
    stdio: ['ignore', logFile, logFile],
    env: { ...inheritedEnvironment(), ...spec.env },
  });
  closeSync(logFile);
  let ended: string | undefined;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended ??= signal ?? `exit code ${code}`));
  child.unref();
  const id = child.pid === undefined ? undefined : identify(child.pid);
  if (id !== undefined) onSpawn(spec.name, id);

  const deadline = Date.now() + spec.readyWithinMs;
  while (!(await spec.ready().catch(() => false))) {
    const late = Date.now() > deadline;
    if (ended === undefined && !late) {
      await pause(POLL_MS);
      continue;
    }
    if (id !== undefined) await endProcess(id, 0);
    throw new Error(`${spec.name} ${late ? 'was not ready in time' : `ended (${ended})`}${lastWords(spec)}`);
  }
  if (id === undefined || ended !== undefined) {
    throw new Error(`${spec.name} ended (${ended}), another process answers in its place${lastWords(spec)}`);
  }
  return {
    name: spec.name,
    id,
    stop: () => endProcess(id, spec.stopGraceMs),
    kill: () => endProcess(id, 0),
  };
}

function inheritedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  );
}

function lastWords({ logFile }: ComponentSpec): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-LOG_LINES_SHOWN);
  return `; its log (${logFile}) ends:\n${lines.join('\n')}`;
}

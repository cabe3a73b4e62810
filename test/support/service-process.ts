import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { nodeArgs } from '@bellwether/runtime';

export type ServiceName = 'gateway' | 'indicators' | 'scorer' | 'history' | 'playbooks';

/** One service as the process it is in production. */
export type ServiceProcess = RunningProcess<ServiceName>;

/** Gets every line of a process, as it is written. */
export type OnLine = (line: string) => void;

export interface RunningProcess<Name extends string> {
  readonly name: Name;
  readonly pid: number;
  /** Of its HTTP server. */
  readonly port: number;
  readonly running: boolean;
  /** SIGKILL: no handler runs. */
  kill(): Promise<void>;
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number>;
}

/** Starts a service and waits for its ready line. Rejects with its last lines when it exits before. */
export function startService(
  name: ServiceName,
  env: Record<string, string>,
  onLine: OnLine = () => undefined,
): Promise<ServiceProcess> {
  return startProcess(name, new URL(`../../services/${name}/main.ts`, import.meta.url), env, onLine);
}

/** {@link startService} for any program that says when it is ready as the services do. */
export async function startProcess<Name extends string>(
  name: Name,
  main: URL,
  env: Record<string, string>,
  onLine: OnLine = () => undefined,
): Promise<RunningProcess<Name>> {
  const child = spawn(process.execPath, [...nodeArgs(name), fileURLToPath(main)], {
    env: { ...process.env, HEALTH_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const port = await readyPort(name, child, onLine);
  const gone = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await gone;
  };
  return {
    name,
    pid: child.pid!,
    port,
    get running() {
      return child.exitCode === null && child.signalCode === null;
    },
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM');
      return child.exitCode ?? -1;
    },
  };
}

function readyPort(name: string, child: ChildProcess, onLine: OnLine): Promise<number> {
  const last: string[] = [];
  return new Promise((resolve, reject) => {
    const read = (line: string) => {
      onLine(line);
      last.push(line);
      if (last.length > 20) last.shift();
      const ready = /"ready":true/.test(line) ? (JSON.parse(line) as { port?: number }) : null;
      if (ready) resolve(ready.port ?? 0);
    };
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface(stream).on('line', read);
    child.once('exit', (code) => reject(new Error(`${name} exited with ${code}:\n${last.join('\n')}`)));
  });
}

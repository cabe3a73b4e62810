import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type ServiceName = 'gateway' | 'indicators' | 'scorer' | 'history' | 'playbooks';

/** One service as the process it is in production. */
export interface ServiceProcess {
  readonly name: ServiceName;
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
export async function startService(name: ServiceName, env: Record<string, string>): Promise<ServiceProcess> {
  const main = fileURLToPath(new URL(`../../services/${name}/main.ts`, import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=TimeoutNegativeWarning', main], {
    env: { ...process.env, HEALTH_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const port = await readyPort(name, child);
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

function readyPort(name: ServiceName, child: ChildProcess): Promise<number> {
  const last: string[] = [];
  return new Promise((resolve, reject) => {
    const onLine = (line: string) => {
      last.push(line);
      if (last.length > 20) last.shift();
      const ready = /"ready":true/.test(line) ? (JSON.parse(line) as { port?: number }) : null;
      if (ready) resolve(ready.port ?? 0);
    };
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface(stream).on('line', onLine);
    child.once('exit', (code) => reject(new Error(`${name} exited with ${code}:\n${last.join('\n')}`)));
  });
}

import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const LAUNCHER = fileURLToPath(new URL('../../packages/cli/bin/bellwether.js', import.meta.url));

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command as a shell would; an empty value in `env` unsets that variable. */
export async function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CliResult> {
  return startCli(args, env).ended;
}

export interface RunningCli {
  readonly process: ChildProcess;
  /** All it has said so far, both streams. */
  said(): string;
  readonly ended: Promise<CliResult>;
}

export function startCli(args: readonly string[], env: Readonly<Record<string, string>>): RunningCli {
  return running(process.execPath, [LAUNCHER, ...args], env);
}

/** `npm start -- …`, as a person types it: npm and whatever shell it needs are the parents. */
export function npmStart(args: readonly string[], env: Readonly<Record<string, string>>): RunningCli {
  return running('npm', ['start', '--', ...args], env);
}

function running(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): RunningCli {
  const child = spawn(command, args, {
    cwd: REPOSITORY,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  const ended = new Promise<CliResult>((resolve) => {
    child.once('close', (code) => resolve({ code: code ?? -1, ...output }));
  });
  return { process: child, said: () => output.stdout + output.stderr, ended };
}

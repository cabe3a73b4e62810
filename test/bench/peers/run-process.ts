import { execFile, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Everything a peer builds, downloads or keeps lies here, outside of what is committed. */
export const BENCH_DIR = fileURLToPath(new URL('../../../.bellwether/bench/', import.meta.url));

/** Where a run of a peer keeps its state; new every time, as its group must be. */
export function stateDirOf(groupId: string): string {
  return join(BENCH_DIR, 'state', groupId);
}

export interface PeerProcess {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where what it says on the side goes. */
  readonly logFile: string;
  /** Ends it, as when another process of the same job has failed. */
  readonly signal?: AbortSignal;
}

/** Longer than the slowest peer takes: one that waits for what never comes shall not hold up the others. */
const ENDS_WITHIN_MS = 60 * 60_000;

/** Builds something; the error says what the builder said. */
export async function build(command: string, args: readonly string[]): Promise<void> {
  await promisify(execFile)(command, args, { maxBuffer: 64 << 20 });
}

/** Runs a process of a peer to its end. The last line it prints is its result, as JSON. */
export async function runProcess<Result>({
  command,
  args,
  env,
  logFile,
  signal,
}: PeerProcess): Promise<Result> {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    killSignal: 'SIGKILL',
    ...(signal ? { signal } : {}),
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stderr.pipe(log);
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  const limit = setTimeout(end, ENDS_WITHIN_MS);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => {
    clearTimeout(limit);
    process.off('exit', end);
  });
  if (code !== 0) throw new Error(`${command} ended with ${code}; it said why in ${logFile}`);
  return JSON.parse(said.trim().split('\n').at(-1)!) as Result;
}

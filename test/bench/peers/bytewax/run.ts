import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { PeerOptions, PeerResult } from '../peer.ts';
import { buildPython, PYTHON } from '../python/environment.ts';
import { runJob } from '../python/run-job.ts';
import { build, stateDirOf } from '../run-process.ts';

export interface BytewaxOptions extends PeerOptions {
  /** Python runs one thread at a time, so a second core needs a second process. */
  readonly processes?: 1 | 2;
}

const JOB = fileURLToPath(new URL('job.py', import.meta.url));

export const buildBytewax = buildPython;

export async function runBytewax({ processes = 2, ...options }: BytewaxOptions): Promise<PeerResult> {
  const stateDir = stateDirOf(options.groupId);
  const each = Array.from({ length: processes }, (_, processId) => ({ processId }));
  const addresses = await Promise.all(each.map(freeAddress));
  mkdirSync(stateDir, { recursive: true });
  try {
    await build(PYTHON, ['-m', 'bytewax.recovery', stateDir, String(processes)]);
    return await runJob(
      JOB,
      options,
      each.map((own) => ({ ...own, addresses })),
    );
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
  }
}

function freeAddress(): Promise<string> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(`127.0.0.1:${port}`));
    });
  });
}

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dropTopicsOf } from '../drop-topics.ts';
import type { PeerOptions, PeerResult } from '../peer.ts';
import { buildPython } from '../python/environment.ts';
import { runJob } from '../python/run-job.ts';
import { stateDirOf } from '../run-process.ts';

export interface QuixStreamsOptions extends PeerOptions {
  /** Python runs one thread at a time, so a second core needs a second member of the group. */
  readonly processes?: 1 | 2;
}

const JOB = fileURLToPath(new URL('job.py', import.meta.url));
const COUNT_BYTES = 8;

export const buildQuixStreams = buildPython;

export async function runQuixStreams({ processes = 2, ...options }: QuixStreamsOptions): Promise<PeerResult> {
  const stateDir = stateDirOf(options.groupId);
  const each = Array.from({ length: processes }, (_, processId) => ({ processId }));
  mkdirSync(stateDir, { recursive: true });
  writeFileSync(join(stateDir, 'progress'), Buffer.alloc(processes * COUNT_BYTES));
  try {
    return await runJob(JOB, options, each);
  } finally {
    await dropTopicsOf(options);
    rmSync(stateDir, { recursive: true, force: true });
  }
}

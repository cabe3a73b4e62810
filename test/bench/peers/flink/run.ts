import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { TEST_MONEY } from '@bellwether/testkit';
import { buildJvmPeers, javaArguments } from '../jvm.ts';
import { commandLine, type PeerOptions, type PeerResult } from '../peer.ts';
import { ratesAt } from '../rates.ts';
import { BENCH_DIR, runProcess, stateDirOf } from '../run-process.ts';

export interface FlinkOptions extends PeerOptions {
  readonly parallelism?: 1 | 2;
}

/** Flink looks into classes of the JDK for its own serializers. */
const JVM = [
  '-Xms1536m',
  '-Xmx1536m',
  '-XX:+UseParallelGC',
  '--add-opens=java.base/java.util=ALL-UNNAMED',
  '--add-opens=java.base/java.lang=ALL-UNNAMED',
];

export const buildFlink = buildJvmPeers;

/** The cluster is this one process. Its state is new every time, as its group must be. */
export async function runFlink({ parallelism = 2, ...options }: FlinkOptions): Promise<PeerResult> {
  const stateDir = stateDirOf(options.groupId);
  const rates = ratesAt(TEST_MONEY.rates, options.asOf);
  const args = commandLine({ ...options, parallelism, stateDir, rates });
  try {
    return await runProcess<PeerResult>({
      command: 'java',
      args: [...JVM, ...javaArguments('flink', 'peer.Main'), ...args],
      logFile: join(BENCH_DIR, 'logs', `${options.groupId}.log`),
    });
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
  }
}

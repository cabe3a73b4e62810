import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { TEST_MONEY } from '@bellwether/testkit';
import { dropTopicsOf } from '../drop-topics.ts';
import { buildJvmPeers, javaArguments } from '../jvm.ts';
import { commandLine, type PeerOptions, type PeerResult } from '../peer.ts';
import { ratesAt } from '../rates.ts';
import { BENCH_DIR, runProcess, stateDirOf } from '../run-process.ts';

export interface KafkaStreamsOptions extends PeerOptions {
  readonly threads: 1 | 2;
  readonly guarantee: 'at_least_once' | 'exactly_once_v2';
  readonly sink: 'none' | 'clickhouse';
  /** A commit is also when changed accounts are evaluated and published. */
  readonly commitIntervalMs?: number;
}

const COMMIT_INTERVAL_MS = 1_000;
const JVM = ['-Xms2g', '-Xmx2g', '-XX:+UseParallelGC'];

export const buildKafkaStreams = buildJvmPeers;

/** Runs on what {@link buildKafkaStreams} built. Its state is new every time, as its group must be. */
export async function runKafkaStreams(options: KafkaStreamsOptions): Promise<PeerResult> {
  const stateDir = stateDirOf(options.groupId);
  const args = commandLine({
    commitIntervalMs: COMMIT_INTERVAL_MS,
    ...options,
    stateDir,
    rates: ratesAt(TEST_MONEY.rates, options.asOf),
  });
  try {
    return await runProcess<PeerResult>({
      command: 'java',
      args: [...JVM, ...javaArguments('kafka-streams', 'peer.Main'), ...args],
      logFile: join(BENCH_DIR, 'logs', `${options.groupId}.log`),
    });
  } finally {
    await dropTopicsOf(options);
    rmSync(stateDir, { recursive: true, force: true });
  }
}

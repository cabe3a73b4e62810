import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TEST_MONEY } from '@bellwether/testkit';
import { commandLine, type PeerOptions, type PeerResult } from '../peer.ts';
import { ratesAt } from '../rates.ts';
import { BENCH_DIR, build, runProcess } from '../run-process.ts';

export interface KafkaStreamsOptions extends PeerOptions {
  readonly threads: 1 | 2;
  readonly guarantee: 'at_least_once' | 'exactly_once_v2';
  readonly sink: 'none' | 'clickhouse';
  /** A commit is also when changed accounts are evaluated and published; as fresh as Bellwether when left out. */
  readonly commitIntervalMs?: number;
}

const COMMIT_INTERVAL_MS = 1_000;
const POM = fileURLToPath(new URL('pom.xml', import.meta.url));
const TARGET = join(BENCH_DIR, 'kafka-streams');
const JVM = [
  '-Xms2g',
  '-Xmx2g',
  '-XX:+UseParallelGC',
  '-Dorg.apache.avro.SERIALIZABLE_PACKAGES=peer.avro',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
];

export async function buildKafkaStreams(): Promise<void> {
  await build('mvn', ['-q', '-B', '-f', POM, `-Dtarget=${TARGET}`, 'package']);
}

/** Runs on what {@link buildKafkaStreams} built. Its state is new every time, as its group must be. */
export async function runKafkaStreams(options: KafkaStreamsOptions): Promise<PeerResult> {
  const stateDir = join(BENCH_DIR, 'state', options.groupId);
  const classPath = [join(TARGET, 'peer.jar'), join(TARGET, 'jars', '*')].join(':');
  const args = commandLine({
    commitIntervalMs: COMMIT_INTERVAL_MS,
    ...options,
    stateDir,
    rates: ratesAt(TEST_MONEY.rates, options.asOf),
  });
  try {
    return await runProcess<PeerResult>({
      command: 'java',
      args: [...JVM, '-cp', classPath, 'peer.Main', ...args],
      logFile: join(BENCH_DIR, 'logs', `${options.groupId}.log`),
    });
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
  }
}

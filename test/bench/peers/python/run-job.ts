import { join } from 'node:path';
import { TEST_MONEY } from '@bellwether/testkit';
import { commandLine, type PeerOptions, type PeerResult } from '../peer.ts';
import { ratesAt } from '../rates.ts';
import { BENCH_DIR, runProcess, stateDirOf } from '../run-process.ts';
import { PYTHON } from './environment.ts';

/** Several processes are one job; what each says of itself. */
interface ProcessResult {
  /** Null: it had nothing to read. */
  readonly startedAt: number | null;
  readonly endedAt: number;
  readonly vectors: number;
  readonly peakRssBytes: number;
}

/** Runs one process per entry of `each`, which says what is particular to it; none outlives the failure of another. */
export async function runJob(
  script: string,
  options: PeerOptions,
  each: readonly object[],
): Promise<PeerResult> {
  const common = {
    ...options,
    stateDir: stateDirOf(options.groupId),
    rates: ratesAt(TEST_MONEY.rates, options.asOf),
  };
  const failed = new AbortController();
  const running = each.map((own, n) =>
    runProcess<ProcessResult>({
      command: PYTHON,
      args: [script, ...commandLine({ ...common, ...own })],
      env: { PYTHONPYCACHEPREFIX: join(BENCH_DIR, 'pycache') },
      logFile: join(BENCH_DIR, 'logs', `${options.groupId}-${n}.log`),
      signal: failed.signal,
    }),
  );
  const results = await Promise.all(running).catch(async (error: unknown) => {
    failed.abort();
    await Promise.allSettled(running);
    throw error;
  });
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
  return {
    seconds:
      Math.max(...results.map(({ endedAt }) => endedAt)) -
      Math.min(...results.flatMap(({ startedAt }) => startedAt ?? [])),
    vectors: sum(results.map(({ vectors }) => vectors)),
    peakRssBytes: sum(results.map(({ peakRssBytes }) => peakRssBytes)),
  };
}

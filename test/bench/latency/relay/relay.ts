import { type RunningProcess, startProcess } from '../../../support/service-process.ts';
import { observe } from '../../load/observe.ts';
import { sendSteadily } from '../../load/steady.ts';
import { mustRun } from '../../services/settled.ts';
import type { BenchStack } from '../../stack.ts';
import { waitUntil } from '../../wait-until.ts';
import { recordOf } from '../../workload/record.ts';
import type { LiveLoad } from '../live-run.ts';
import { RELAY_IN, RELAY_OUT, RELAY_TOPICS } from './topics.ts';

const STAMP_BYTES = 8;
const WARM_UP_MS = 2_000;

export interface Relay {
  /** Milliseconds from the stamp of each message to a read-committed reader having it. */
  run(load: LiveLoad): Promise<number[]>;
  close(): Promise<void>;
}

/** Two processes, as indicators and scorer are. */
export async function startRelay(stack: BenchStack): Promise<Relay> {
  await stack.log.ensureTopics(RELAY_TOPICS);
  const main = new URL('hop.ts', import.meta.url);
  const hops: RunningProcess<string>[] = [];
  const close = async () => void (await Promise.all(hops.map((hop) => hop.stop())));
  try {
    for (const HOP of ['plain', 'transactional'])
      hops.push(await startProcess(`relay-${HOP}`, main, { ...stack.env, HOP }));
  } catch (error) {
    await close();
    throw error;
  }
  return { run: (load) => run(stack, hops, load), close };
}

async function run(
  stack: BenchStack,
  hops: readonly RunningProcess<string>[],
  { perSecond, seconds, signals }: LiveLoad,
): Promise<number[]> {
  const out = await observe(stack, RELAY_OUT);
  try {
    const durationMs = WARM_UP_MS + 1_000 * seconds;
    const countFrom = Date.now() + WARM_UP_MS;
    const sent = await sendSteadily(stack, {
      perSecond,
      until: (elapsedMs) => elapsedMs >= durationMs,
      next: (now) => {
        const { key, value: signal } = recordOf(stack.codec, signals(now));
        const stamp = Buffer.alloc(STAMP_BYTES);
        stamp.writeBigInt64BE(BigInt(now));
        return { topic: RELAY_IN, key, value: Buffer.concat([stamp, signal!]) };
      },
    });
    await waitUntil('the relay has forwarded everything', () => {
      hops.forEach(mustRun);
      return out.seen.length >= sent;
    });
    return out.seen.flatMap(({ at, value }) => {
      const sentAt = Number(value.readBigInt64BE());
      return sentAt < countFrom ? [] : [at - sentAt];
    });
  } finally {
    await out.close();
  }
}

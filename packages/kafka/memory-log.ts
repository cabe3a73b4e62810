import { setTimeout as delay } from 'node:timers/promises';
import { LogError } from './errors.ts';
import { MemoryBroker } from './memory/broker.ts';
import { createMemoryConsumer } from './memory/consumer.ts';
import { type EffectHook, type Schedule, SimulatedProcess } from './memory/process.ts';
import { createMemoryReader } from './memory/reader.ts';
import { createMemoryTransactions } from './memory/transactions.ts';
import { createMemoryWriter } from './memory/writer.ts';
import type { EventLog, LogRecord } from './ports.ts';
import { eventLog } from './shared/event-log.ts';

export type { Effect, EffectHook, EffectKind, Schedule } from './memory/process.ts';

export interface MemoryLogOptions {
  /** LogAppendTime, ms. */
  now?(): number;
  /** Decides when and in which order what is pending runs; a seeded one makes every interleaving repeatable. */
  readonly schedule?: Schedule;
  /** How many of the records at hand a batch holds; all of them unless given. */
  batchSize?(available: number): number;
}

/** The log as one simulated process sees it. */
export interface MemoryClient extends EventLog {
  /** The process ends without a word. Its group memberships and transactions stay until {@link MemoryLog.expire}. */
  kill(): void;
  /** The process stands still until {@link resume}: a zombie in the making. */
  pause(): void;
  resume(): void;
}

export interface MemoryLog {
  /** A process of that name; `hook` sees, and may hold up or prevent, everything it does to the log. */
  client(name: string, hook?: EffectHook): MemoryClient;
  /** What the session and transaction timeouts do once nothing is heard of a process. */
  expire(client: MemoryClient): void;
  /** Everything a read-committed reader can see, by partition and offset. */
  records(topic: string): LogRecord[];
}

/** Kafka in memory: the same ports, deterministic as far as `schedule` and the hooks are. */
export function createMemoryLog(options: MemoryLogOptions = {}): MemoryLog {
  const broker = new MemoryBroker(options.now ?? (() => 0));
  const schedule: Schedule = options.schedule ?? ((task) => void setImmediate(task));
  const batchSize = options.batchSize ?? ((available: number) => available);
  const processes = new Map<MemoryClient, { process: SimulatedProcess; transactionalIds: Set<string> }>();

  return {
    client(name, hook) {
      const process = new SimulatedProcess(name, broker.nextOrdinal(), schedule, hook);
      const transactionalIds = new Set<string>();
      const idle = options.schedule ? () => new Promise<void>((done) => process.run(done)) : () => delay(1);
      const reader = createMemoryReader(broker, process, idle);
      const log = eventLog({
        reader,
        openReader: () => Promise.resolve({ reader, close: () => Promise.resolve() }),
        transactions: createMemoryTransactions(broker, process, (id) => transactionalIds.add(id)),
        consumer: (consumerOptions) => createMemoryConsumer(broker, process, consumerOptions, batchSize),
        writer: () => Promise.resolve(createMemoryWriter(broker, process)),
        ensureTopics: async (topics) => {
          const problems = topics
            .map((spec) => broker.ensureTopic(spec))
            .filter((problem) => problem !== null);
          if (problems.length > 0)
            throw new LogError('TOPIC_MISMATCH', `topics are not as needed: ${problems.join('; ')}`);
        },
        close: () => Promise.resolve(),
      });
      const client: MemoryClient = Object.assign(log, {
        kill: () => process.kill(),
        pause: () => process.pause(),
        resume: () => {
          process.resume();
          broker.changed();
        },
      });
      processes.set(client, { process, transactionalIds });
      return client;
    },
    expire(client) {
      const found = processes.get(client);
      if (found === undefined) return;
      for (const group of broker.groups())
        group.removeWhere((memberId) => memberId.startsWith(`${found.process.id}#`));
      for (const id of found.transactionalIds) broker.expireTransaction(id);
      broker.changed();
    },
    records: (topic) =>
      broker.partitions(topic).flatMap((log) => log.read(0n, Number.POSITIVE_INFINITY).records),
  };
}

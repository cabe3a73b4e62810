import type { Codec } from '@bellwether/contracts';
import type { Playbook } from '@bellwether/domain';
import type { GroupHandlers, LogRecord, RecordWriter } from '@bellwether/kafka';
import { type Clock, type RetryLog, untilItWorks } from '@bellwether/runtime';
import { consumeScoreChanges, type ScoreChange } from './consumer.ts';
import type { PlaybookRun, RunStore } from './run-store.ts';
import { type DeadLetterLog, deadRecord, deadRun, writeLetters } from './steps/dead-letters.ts';
import { createLimit } from './steps/limit.ts';
import { type ReactPorts, react } from './steps/react.ts';
import type { WebhookPorts } from './steps/webhook.ts';

export interface PlaybooksPorts {
  readonly codec: Codec;
  readonly writer: RecordWriter;
  readonly runs: RunStore;
  readonly webhook: WebhookPorts;
  readonly log: RetryLog & DeadLetterLog & ReactPorts['say'];
  readonly clock: Clock;
  /** Changes that came in longer ago are no news any more: a service that first starts late would tell of years. */
  readonly actWithinMs: number;
  /** Told of how many were too old. */
  readonly tooOld: (changes: number) => void;
  /** Told of every recorded run, for counters. */
  readonly ran: (runs: readonly PlaybookRun[]) => void;
}

export interface Playbooks {
  readonly handlers: GroupHandlers;
  /** Resolves once nothing is under way, whether it went well or not. */
  idle(): Promise<void>;
}

/** Actions at the same time, over all partitions: receivers are other people's servers. */
const ACTIONS_AT_ONCE = 16;

/**
 * "If X happens, do Y": score changes in, actions out, each recorded as a run.
 *
 * 1. read changes, account by account in order (consumer.ts);
 * 2. leave out what is too old to act on;
 * 3. which playbooks match, and what they would do (steps/due.ts);
 * 4. leave out what is recorded as done; do the rest (steps/perform.ts);
 * 5. dead-letter what failed for good; record the runs; commit.
 */
export function playbooksPipeline(ports: PlaybooksPorts, playbooks: readonly Playbook[]): Playbooks {
  let assignment = new AbortController();
  const limit = createLimit(ACTIONS_AT_ONCE);
  const underWay = new Set<Promise<void>>();
  const stopped = () => AbortSignal.any([ports.webhook.stopped, assignment.signal]);
  const patient = <T>(work: () => Promise<T>): Promise<T> => untilItWorks(work, stopped(), ports.log);

  const timely = (changes: readonly ScoreChange[]): readonly ScoreChange[] => {
    const since = ports.clock.now() - ports.actWithinMs;
    const news = changes.filter(({ record }) => record.appendedAt >= since);
    if (news.length < changes.length) ports.tooOld(changes.length - news.length);
    return news;
  };

  const reactTo = async (read: readonly ScoreChange[]): Promise<void> => {
    const changes = timely(read);
    const recordOf = new Map<string, LogRecord>(changes.map(({ event, record }) => [event.eventId, record]));
    const letters = (failed: readonly PlaybookRun[]) =>
      failed.map((run) => deadRun(run, recordOf.get(run.eventId)!));
    const runs = await react(
      {
        runs: {
          recorded: (ids) => patient(() => ports.runs.recorded(ids)),
          record: (done) => patient(() => ports.runs.record(done)),
        },
        giveUp: (failed) => patient(() => writeLetters(ports, letters(failed))),
        webhook: { ...ports.webhook, stopped: stopped() },
        say: ports.log,
        clock: ports.clock,
        limit,
      },
      playbooks,
      changes.map(({ event }) => event),
    );
    ports.ran(runs);
  };

  const consumer = consumeScoreChanges({
    codec: {
      decode: (topic, value) => ports.codec.decode(topic, value),
      learn: (topic, id) => patient(() => ports.codec.learn(topic, id)),
    },
    react: (changes) => {
      const work = reactTo(changes).finally(() => underWay.delete(work));
      underWay.add(work);
      return work;
    },
    reject: (record, reason, detail) =>
      patient(() => writeLetters(ports, [deadRecord(record, reason, detail, ports.clock.now())])),
  });
  const handlers: GroupHandlers = {
    ...consumer,
    // Who has the partition next begins with the same changes: an action of ours that still waits would come after theirs.
    rebalancing: () => {
      assignment.abort();
      assignment = new AbortController();
    },
  };
  return { handlers, idle: async () => void (await Promise.allSettled(underWay)) };
}

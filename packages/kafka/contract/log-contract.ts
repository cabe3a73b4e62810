import { describe, expect, it, onTestFinished } from 'vitest';
import { partitionOf } from '../partition-of.ts';
import type { EventLog, LogRecord, TopicSpec } from '../ports.ts';
import { eventually, type LogHarness, textOf, unique } from './harness.ts';

async function newTopic(
  log: EventLog,
  partitions: number,
  cleanup: TopicSpec['cleanup'] = 'delete',
): Promise<string> {
  const name = unique('topic');
  await log.ensureTopics([{ name, partitions, cleanup, ...(cleanup === 'delete' && { retentionMs: -1 }) }]);
  return name;
}

async function contents(log: EventLog, topic: string): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  await log.read({ topics: [topic], from: 'start', onRecord: (record) => records.push(record) });
  return records;
}

/** What every log must do for those who write to it and read it by position. */
export function logContract(harness: LogHarness): void {
  describe('topics', () => {
    it('are created once and refused when they differ, all differences at once', async () => {
      const log = await harness.connect();
      const [a, b, c] = [unique('topic'), unique('topic'), unique('topic')];
      const specs = [
        { name: a, partitions: 12, cleanup: 'delete' as const, retentionMs: -1 },
        { name: b, partitions: 1, cleanup: 'compact' as const },
        { name: c, partitions: 1, cleanup: 'compact' as const, compactionLagMs: 60_000 },
      ];
      await log.ensureTopics(specs);
      await log.ensureTopics(specs);
      const other = [
        { name: a, partitions: 6, cleanup: 'delete' as const },
        { name: b, partitions: 1, cleanup: 'delete' as const },
        { name: c, partitions: 1, cleanup: 'compact' as const, compactionLagMs: 90_000 },
      ];
      const refused = expect(log.ensureTopics(other)).rejects;
      await refused.toMatchObject({
        code: 'TOPIC_MISMATCH',
        message: expect.stringContaining(`${a} has 12 partitions`),
      });
      await expect(log.ensureTopics(other)).rejects.toThrow(`${b} has cleanup.policy compact`);
      await expect(log.ensureTopics(other)).rejects.toThrow(
        `${c} has min.compaction.lag.ms 60000 instead of 90000`,
      );
    });
  });

  describe('a writer', () => {
    it('has written everything, in order by key, when it resolves', async () => {
      const log = await harness.connect();
      const topic = await newTopic(log, 12);
      const writer = await log.writer();
      onTestFinished(() => writer.close());
      const keys = Array.from({ length: 20 }, (_, i) => `demo/ä${i}`);
      const rounds = Array.from({ length: 60 }, (_, round) =>
        writer.write(keys.map((key) => ({ topic, key, value: Buffer.from(String(round)) }))),
      );
      await Promise.all(rounds);
      const found = await contents(log, topic);
      expect(found).toHaveLength(1_200);
      for (const key of keys) {
        const mine = found.filter((record) => String(record.key) === key);
        expect(mine.map(textOf)).toEqual(Array.from({ length: 60 }, (_, round) => String(round)));
        expect(mine.every(({ partition }) => partition === partitionOf(key))).toBe(true);
      }
    });

    it('keeps null values and given partitions', async () => {
      const log = await harness.connect();
      const topic = await newTopic(log, 12);
      const writer = await log.writer();
      onTestFinished(() => writer.close());
      await writer.write([{ topic, key: 'k', value: null, partition: 7 }]);
      expect(await contents(log, topic)).toMatchObject([{ value: null, partition: 7, offset: 0n }]);
    });
  });

  describe('reading', () => {
    it('goes from an offset to the end as of the call', async () => {
      const log = await harness.connect();
      const topic = await newTopic(log, 1);
      const writer = await log.writer();
      onTestFinished(() => writer.close());
      for (const text of ['a', 'b', 'c']) await writer.write([{ topic, key: 'k', value: Buffer.from(text) }]);
      const seen: string[] = [];
      const from = [{ topic, partition: 0, offset: 1n }];
      await log.read({ topics: [topic], from, onRecord: (record) => seen.push(textOf(record)) });
      expect(seen).toEqual(['b', 'c']);
      expect(await log.endOffsets([topic])).toEqual([{ topic, partition: 0, offset: 3n }]);
    });

    it('tails what is written after it began, until closed', async () => {
      const log = await harness.connect();
      const topic = await newTopic(log, 12);
      const writer = await log.writer();
      onTestFinished(() => writer.close());
      await writer.write([{ topic, key: 'demo/x', value: Buffer.from('before') }]);
      const seen: string[] = [];
      const tail = await log.tail({
        topics: [topic],
        from: 'now',
        onRecord: (record) => seen.push(textOf(record)),
      });
      await writer.write([{ topic, key: 'demo/y', value: Buffer.from('after') }]);
      await eventually(() => expect(seen).toEqual(['after']));
      await tail.close();
      await tail.done;
    });

    it('hands on what its callback throws', async () => {
      const log = await harness.connect();
      const topic = await newTopic(log, 1);
      const writer = await log.writer();
      onTestFinished(() => writer.close());
      await writer.write([{ topic, key: 'k', value: null }]);
      const onRecord = () => {
        throw new Error('broken callback');
      };
      await expect(log.read({ topics: [topic], from: 'start', onRecord })).rejects.toThrow('broken callback');
    });
  });

  describe('a compacted table', () => {
    it('has, after catching up, every row acknowledged before', async () => {
      const log = await harness.connect();
      const topic = await newTopic(log, 1, 'compact');
      const writer = await log.writer();
      onTestFinished(() => writer.close());
      const put = (key: string, value: string | null) =>
        writer.write([{ topic, key, value: value === null ? null : Buffer.from(value) }]);
      await put('a', '1');
      const table = await log.table({
        topic,
        decode: (value) => (String(value) === 'skip' ? undefined : String(value)),
      });
      expect([...table.entries()]).toEqual([['a', '1']]);
      await put('a', '2');
      await put('b', '3');
      await put('c', 'skip');
      await Promise.all([table.catchUp(), table.catchUp()]);
      expect([...table.entries()]).toEqual([
        ['a', '2'],
        ['b', '3'],
      ]);
      await put('a', null);
      await table.catchUp();
      expect(table.get('a')).toBeUndefined();
    });
  });
}

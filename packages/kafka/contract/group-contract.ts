import { describe, expect, it, onTestFinished } from 'vitest';
import { partitionOf } from '../partition-of.ts';
import type { EventLog, GroupConsumer } from '../ports.ts';
import { commitAtOnce, eventually, type LogHarness, RecordingMember, unique } from './harness.ts';

const PARTITIONS = 12;

async function topicsOf(log: EventLog, ...partitions: number[]): Promise<string[]> {
  const specs = partitions.map((count) => ({
    name: unique('topic'),
    partitions: count,
    cleanup: 'delete' as const,
  }));
  await log.ensureTopics(specs);
  return specs.map(({ name }) => name);
}

function start(
  log: EventLog,
  groupId: string,
  topics: readonly string[],
  member: RecordingMember,
): GroupConsumer {
  const consumer = log.consumer({ groupId, topics });
  consumer.run(member).catch(() => {});
  onTestFinished(() => consumer.stop());
  return consumer;
}

async function write(log: EventLog, topic: string, keys: readonly string[]): Promise<void> {
  const writer = await log.writer();
  await writer.write(keys.map((key) => ({ topic, key, value: Buffer.from(key) })));
  await writer.close();
}

const distinct = (members: readonly RecordingMember[]): number =>
  new Set(
    members.flatMap(({ batches }) =>
      batches.flatMap(({ records }) => records.map((r) => `${r.topic}/${r.partition}/${r.offset}`)),
    ),
  ).size;

const keys = Array.from({ length: 60 }, (_, i) => `demo/account-${i}`);

/** What every {@link GroupConsumer} must do. */
export function groupContract(harness: LogHarness): void {
  describe('a group member', () => {
    it('reads everything from the beginning and goes on where the group has committed', async () => {
      const log = await harness.connect();
      const [topic = ''] = await topicsOf(log, PARTITIONS);
      const groupId = unique('group');
      await write(log, topic, keys);

      const first = new RecordingMember(commitAtOnce);
      const consumer = start(log, groupId, [topic], first);
      await eventually(() => expect(first.texts.toSorted()).toEqual(keys.toSorted()));
      await eventually(async () => {
        const committed = await log.committedOffsets(groupId, [topic]);
        expect(committed.reduce((sum, { offset }) => sum + offset, 0n)).toBe(60n);
      });
      await consumer.stop();

      await write(log, topic, ['demo/new']);
      const second = new RecordingMember(commitAtOnce);
      start(log, groupId, [topic], second);
      await eventually(() => expect(second.texts).toEqual(['demo/new']));
      expect(second.batches[0]).toMatchObject({ topic, partition: partitionOf('demo/new'), epoch: 1 });
    });

    it('gets each partition in order, the next batch only when it is done with the last', async () => {
      const log = await harness.connect();
      const [topic = ''] = await topicsOf(log, 1);
      const release: (() => void)[] = [];
      const member = new RecordingMember(() => new Promise((resolve) => release.push(resolve)));
      start(log, unique('group'), [topic], member);
      await write(log, topic, ['a']);
      await eventually(() => expect(member.texts).toEqual(['a']));
      await write(log, topic, ['b']);
      await write(log, topic, ['c']);
      expect(member.texts).toEqual(['a']);
      await eventually(() => {
        for (const done of release.splice(0)) done();
        expect(member.texts).toEqual(['a', 'b', 'c']);
      });
    });

    it('shares partition numbers, the same of every topic, and hears of each rebalance', async () => {
      const log = await harness.connect();
      const topics = await topicsOf(log, PARTITIONS, PARTITIONS);
      const groupId = unique('group');
      const one = new RecordingMember();
      const two = new RecordingMember();
      start(log, groupId, topics, one);
      await eventually(() => expect(one.partitions).toHaveLength(PARTITIONS));
      const other = await harness.connect();
      const leaving = start(other, groupId, topics, two);
      await eventually(() => {
        expect(one.partitions).toHaveLength(6);
        expect(new Set([...one.partitions, ...two.partitions]).size).toBe(PARTITIONS);
      });
      expect(one.rebalances).toBeGreaterThanOrEqual(1);

      for (const topic of topics) await write(log, topic, keys);
      await eventually(() => expect(distinct([one, two])).toBe(120));
      for (const { epoch, partition } of one.batches) {
        expect(one.assignments.find((assignment) => assignment.epoch === epoch)?.partitions).toContain(
          partition,
        );
      }

      await leaving.stop();
      await eventually(() => expect(one.partitions).toHaveLength(PARTITIONS));
      expect(one.assignments.map(({ epoch }) => epoch)).toEqual(one.assignments.map((_, i) => i + 1));
      expect(one.rebalances).toBe(one.assignments.length - 1);
      expect(two.rebalances).toBeGreaterThanOrEqual(1);
    });

    it('cannot commit, after a rebalance, what it read before; that is read again', async () => {
      const log = await harness.connect();
      const [topic = ''] = await topicsOf(log, PARTITIONS);
      const groupId = unique('group');
      await write(log, topic, keys);
      const one = new RecordingMember();
      start(log, groupId, [topic], one);
      await eventually(() => expect(one.texts).toHaveLength(60));
      const old = [...one.batches];

      const two = new RecordingMember(commitAtOnce);
      start(await harness.connect(), groupId, [topic], two);
      const before = await eventually(async () => {
        expect([one.partitions.length, two.partitions.length]).toEqual([6, 6]);
        const theirs = keys.filter((key) => two.partitions.includes(partitionOf(key)));
        const committed = await log.committedOffsets(groupId, [topic]);
        expect(committed.reduce((sum, { offset }) => sum + offset, 0n)).toBe(BigInt(theirs.length));
        return committed;
      });
      const mine = keys.filter((key) => one.partitions.includes(partitionOf(key)));
      await eventually(() => expect(one.texts.slice(60)).toEqual(expect.arrayContaining(mine)));

      for (const batch of old) {
        const offsets = [{ topic, partition: batch.partition, offset: 0n }];
        await expect(batch.commit(offsets)).rejects.toMatchObject({ code: 'STALE_ASSIGNMENT' });
        await expect(batch.heartbeat()).rejects.toMatchObject({ code: 'STALE_ASSIGNMENT' });
      }
      expect(await log.committedOffsets(groupId, [topic])).toEqual(before);
    });

    it('gives up a batch in progress when the group rebalances, and reads it again', async () => {
      const log = await harness.connect();
      const [topic = ''] = await topicsOf(log, PARTITIONS);
      const groupId = unique('group');
      const stuck: (() => void)[] = [];
      let patient = false;
      const one = new RecordingMember(() =>
        patient ? Promise.resolve() : new Promise((done) => stuck.push(done)),
      );
      start(log, groupId, [topic], one);
      await write(log, topic, keys);
      await eventually(() => expect(one.batches.length).toBeGreaterThan(0));
      patient = true;
      const two = new RecordingMember();
      start(await harness.connect(), groupId, [topic], two);
      await eventually(() => expect(one.assignments.length).toBeGreaterThanOrEqual(2));
      // Ends after the rebalance: must not move the new assignment past what nobody has dealt with.
      for (const done of stuck) done();
      await eventually(() => {
        const again = one.batches.filter(({ epoch }) => epoch > 1).flatMap(({ records }) => records);
        const seen = [...again, ...two.batches.flatMap(({ records }) => records)].map(({ key }) =>
          String(key),
        );
        expect([...new Set(seen)].toSorted()).toEqual(keys.toSorted());
      });
    });

    it('stops with the error of its handler', async () => {
      const log = await harness.connect();
      const [topic = ''] = await topicsOf(log, 1);
      await write(log, topic, ['a']);
      const consumer = log.consumer({ groupId: unique('group'), topics: [topic] });
      const member = new RecordingMember(() => Promise.reject(new Error('broken handler')));
      await expect(consumer.run(member)).rejects.toThrow('broken handler');
      expect(member.batches).toHaveLength(1);
    });

    it('refuses topics whose partition counts differ, before it reads anything', async () => {
      const log = await harness.connect();
      const [twelve = '', one = ''] = await topicsOf(log, PARTITIONS, 1);
      await write(log, one, ['a']);
      const member = new RecordingMember();
      const consumer = log.consumer({ groupId: unique('group'), topics: [twelve, one] });
      await expect(consumer.run(member)).rejects.toMatchObject({ code: 'NOT_CO_PARTITIONED' });
      expect(member.assignments).toEqual([]);
      expect(member.batches).toEqual([]);
    });
  });
}

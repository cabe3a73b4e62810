import { describe, expect, it, onTestFinished } from 'vitest';
import type { EventLog, LogRecord, RowTopic, TakenPartition } from '../ports.ts';
import { commitAtOnce, eventually, type LogHarness, RecordingMember, textOf, unique } from './harness.ts';

interface Row {
  readonly epoch: number;
  readonly note: string;
}

async function setUp(harness: LogHarness) {
  const log = await harness.connect();
  const [input, output, state, control] = ['input', 'output', 'state', 'control'].map(unique) as [
    string,
    string,
    string,
    string,
  ];
  await log.ensureTopics([
    { name: input, partitions: 12, cleanup: 'delete' },
    { name: output, partitions: 12, cleanup: 'delete' },
    { name: state, partitions: 12, cleanup: 'compact' },
    { name: control, partitions: 1, cleanup: 'compact' },
  ]);
  const rows: RowTopic<Row> = {
    topic: control,
    decode: (value) => JSON.parse(String(value)) as Row,
    encode: (row) => Buffer.from(JSON.stringify(row)),
    epochOf: (row) => row.epoch,
  };
  const groupId = unique('group');
  const taker = log.taker({ groupId, inputs: [input], stateTopic: state });
  const take = async (partition: number): Promise<{ taken: TakenPartition; found: string[] }> => {
    const found: string[] = [];
    const taken = await taker.take(partition, (record) => found.push(textOf(record)));
    onTestFinished(() => taken.close());
    return { taken, found };
  };
  return { log, input, output, state, groupId, take, rows };
}

const record = (topic: string, text: string, partition = 3) => ({
  topic,
  partition,
  key: 'demo/x',
  value: Buffer.from(text),
});

async function contents(log: EventLog, topic: string): Promise<string[]> {
  const records: LogRecord[] = [];
  await log.read({ topics: [topic], from: 'start', onRecord: (found) => records.push(found) });
  return records.map(textOf);
}

const raise =
  (note: string) =>
  (old: Row | undefined): Row => ({ epoch: (old?.epoch ?? 0) + 1, note });

/** What everything transactional must do. */
export function transactionContract(harness: LogHarness): void {
  describe('a taken partition', () => {
    it('writes outputs, state and offsets together; the next owner finds them', async () => {
      const { log, input, output, state, take, groupId } = await setUp(harness);
      const { taken, found } = await take(3);
      expect([...taken.committed]).toEqual([]);
      expect(found).toEqual([]);
      await taken.transact([record(output, 'out'), record(state, 's1')], new Map([[input, 5n]]));
      await taken.transact([record(state, 's2')], new Map([[input, 6n]]));
      await taken.transact([], new Map([[input, 7n]]));
      await taken.transact([record(output, 'timer')], new Map());

      const next = await take(3);
      expect(next.found).toEqual(['s1', 's2']);
      expect([...next.taken.committed]).toEqual([[input, 7n]]);
      expect(await contents(log, output)).toEqual(['out', 'timer']);
      expect(await log.committedOffsets(groupId, [input])).toEqual([
        { topic: input, partition: 3, offset: 7n },
      ]);
    });

    it('is fenced by the next owner and unusable from then on', async () => {
      const { log, input, output, take } = await setUp(harness);
      const { taken } = await take(3);
      await taken.transact([record(output, 'mine')], new Map([[input, 1n]]));
      const next = await take(3);
      const late = taken.transact([record(output, 'late')], new Map([[input, 9n]]));
      await expect(late).rejects.toMatchObject({ code: 'FENCED' });
      await expect(taken.transact([], new Map())).rejects.toMatchObject({ code: 'UNUSABLE' });
      await next.taken.transact([record(output, 'next')], new Map([[input, 2n]]));
      expect(await contents(log, output)).toEqual(['mine', 'next']);
      expect([...(await take(3)).taken.committed]).toEqual([[input, 2n]]);
    });

    it('leaves other partitions to their owners', async () => {
      const { output, take } = await setUp(harness);
      const [three, four] = [await take(3), await take(4)];
      await three.taken.transact([record(output, 'a')], new Map());
      await four.taken.transact([record(output, 'b', 4)], new Map());
      await three.taken.transact([record(output, 'c')], new Map());
    });
  });

  describe('ends', () => {
    it('count control records as offsets but not as data, and a reader of records reaches the data end', async () => {
      const { log, output, take } = await setUp(harness);
      const { taken } = await take(3);
      await taken.transact([record(output, 'a'), record(output, 'b')], new Map());
      await eventually(async () => {
        const ends = await log.endOffsets([output]);
        expect(ends.find(({ partition }) => partition === 3)?.offset).toBe(3n);
      });
      const ends = await log.dataEnds([output]);
      expect(ends).toHaveLength(12);
      expect(ends.filter(({ offset }) => offset > 0n)).toEqual([{ topic: output, partition: 3, offset: 2n }]);

      const groupId = unique('group');
      const member = new RecordingMember(commitAtOnce);
      const consumer = log.consumer({ groupId, topics: [output] });
      consumer.run(member).catch(() => {});
      onTestFinished(() => consumer.stop());
      await eventually(async () => {
        const [committed] = await log.committedOffsets(groupId, [output]);
        expect(committed?.offset).toBeGreaterThanOrEqual(2n);
      });
      expect(member.texts).toEqual(['a', 'b']);
    });
  });

  describe('a control row', () => {
    it('follows the row before it, whoever wrote that', async () => {
      const { log, rows } = await setUp(harness);
      const other = await harness.connect();
      expect(await log.rewriteControlRow({ tenantId: 'demo', rows, next: raise('one') })).toEqual({
        epoch: 1,
        note: 'one',
      });
      expect(await other.rewriteControlRow({ tenantId: 'demo', rows, next: raise('two') })).toMatchObject({
        epoch: 2,
      });
      expect(await other.rewriteControlRow({ tenantId: 'else', rows, next: raise('first') })).toMatchObject({
        epoch: 1,
      });
      expect(await log.rewriteControlRow({ tenantId: 'demo', rows, next: () => null })).toMatchObject({
        note: 'two',
      });
      const table = await log.table(rows);
      expect(table.get('demo')).toEqual({ epoch: 2, note: 'two' });
    });

    it('cannot skip an epoch', async () => {
      const { log, rows } = await setUp(harness);
      const change = { tenantId: 'demo', rows, next: () => ({ epoch: 2, note: 'skips' }) };
      await expect(log.rewriteControlRow(change)).rejects.toMatchObject({ code: 'EPOCH_NOT_NEXT' });
      expect(await contents(log, rows.topic)).toEqual([]);
    });
  });

  describe('an import', () => {
    it('writes its row before its first fact and its last row after them', async () => {
      const { log, output, rows } = await setUp(harness);
      const writer = await log.importWriter({ tenantId: 'demo', rows, next: raise('started') });
      onTestFinished(() => writer.close());
      await writer.write(Array.from({ length: 1_100 }, (_, i) => record(output, String(i))));
      await writer.write([record(output, 'last')]);
      await writer.rewrite(raise('ended'));
      expect(writer.row).toEqual({ epoch: 2, note: 'ended' });
      expect(await contents(log, output)).toHaveLength(1_101);
      expect(await contents(log, rows.topic)).toHaveLength(2);
    });

    it('cannot write once somebody else has ended it', async () => {
      const { log, output, rows } = await setUp(harness);
      const paused = await log.importWriter({ tenantId: 'demo', rows, next: raise('started') });
      onTestFinished(() => paused.close());
      await paused.write([record(output, 'in time')]);
      const other = await harness.connect();
      await other.rewriteControlRow({ tenantId: 'demo', rows, next: raise('ended by another') });
      await expect(paused.write([record(output, 'too late')])).rejects.toMatchObject({ code: 'FENCED' });
      expect(await contents(log, output)).toEqual(['in time']);
    });
  });
}

import { describe, expect, it } from 'vitest';
import type { RawMessage, RawPartition } from './cluster.ts';
import { hideAborted } from './hide-aborted.ts';

function message(offset: number, producerId: string, marker?: 'abort' | 'commit'): RawMessage {
  return {
    offset: String(offset),
    timestamp: '0',
    key: marker === undefined ? Buffer.from('k') : Buffer.from([0, 0, 0, marker === 'abort' ? 0 : 1]),
    value: null,
    isControlRecord: marker !== undefined,
    batchContext: { firstOffset: String(offset), lastOffsetDelta: 0, producerId, inTransaction: true },
  };
}

function visible(messages: RawMessage[], aborted: [producerId: string, firstOffset: number][]): string[] {
  const partition: RawPartition = {
    partition: 0,
    highWatermark: '100',
    lastStableOffset: '100',
    abortedTransactions: aborted.map(([producerId, offset]) => ({ producerId, firstOffset: String(offset) })),
    messages,
  };
  hideAborted(partition);
  expect(partition.abortedTransactions).toEqual([]);
  return partition.messages.filter(({ isControlRecord }) => !isControlRecord).map(({ offset }) => offset);
}

describe('hideAborted', () => {
  it('hides overlapping aborted transactions listed in the order they ended', () => {
    const messages = [
      message(0, 'a'),
      message(1, 'b'),
      message(2, 'c'),
      message(3, 'a'),
      message(4, 'b', 'abort'),
      message(5, 'a', 'abort'),
      message(6, 'c', 'commit'),
    ];
    expect(
      visible(messages, [
        ['b', 1],
        ['a', 0],
      ]),
    ).toEqual(['2']);
  });

  it('hides what is left of aborted transactions whose first records were compacted away', () => {
    const messages = [message(7, 'b'), message(8, 'a'), message(9, 'a', 'abort'), message(10, 'b', 'abort')];
    expect(
      visible(messages, [
        ['a', 1],
        ['b', 2],
      ]),
    ).toEqual([]);
  });

  it('shows what a producer commits after it aborted', () => {
    const messages = [message(0, 'a'), message(1, 'a', 'abort'), message(2, 'a'), message(3, 'a', 'commit')];
    expect(visible(messages, [['a', 0]])).toEqual(['2']);
  });
});

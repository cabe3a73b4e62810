import { describe, expect, it } from 'vitest';
import { inWrites } from './publish.ts';

const record = (bytes: number) => ({ topic: 't', key: 'k', value: Buffer.alloc(bytes - 1) });

describe('writes', () => {
  it('hold consecutive records up to their size', () => {
    const parts = [...inWrites([record(4), record(4), record(4), record(2)], 8)];
    expect(parts.map((part) => part.length)).toEqual([2, 2]);
  });

  it('hold a record that is larger alone', () => {
    expect([...inWrites([record(2), record(20), record(2)], 8)].map((part) => part.length)).toEqual([
      1, 1, 1,
    ]);
  });

  it('are none without records', () => {
    expect([...inWrites([], 8)]).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { inOrderPerKey } from './in-order.ts';

describe('work in order per key', () => {
  it('keeps the order within a key and answers in the order asked', async () => {
    const done: string[] = [];
    const work = async (item: string) => {
      await new Promise(setImmediate);
      done.push(item);
      return item.toUpperCase();
    };
    const results = await inOrderPerKey(['a1', 'b1', 'a2', 'b2', 'a3'], (item) => item[0]!, work);
    expect(results).toEqual(['A1', 'B1', 'A2', 'B2', 'A3']);
    expect(done.filter((item) => item[0] === 'a')).toEqual(['a1', 'a2', 'a3']);
  });

  it('rejects with the first failure', async () => {
    await expect(inOrderPerKey([1, 2], String, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});

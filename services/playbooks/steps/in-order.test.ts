import { describe, expect, it } from 'vitest';
import { inOrderPerKey } from './in-order.ts';

describe('work in order per key', () => {
  it('keeps the order within a key and answers in the order asked', async () => {
    const done: string[] = [];
    const results = await inOrderPerKey(
      ['a1', 'b1', 'a2', 'b2', 'a3'],
      (item) => item[0]!,
      2,
      async (item) => {
        await new Promise(setImmediate);
        done.push(item);
        return item.toUpperCase();
      },
    );
    expect(results).toEqual(['A1', 'B1', 'A2', 'B2', 'A3']);
    expect(done.filter((item) => item[0] === 'a')).toEqual(['a1', 'a2', 'a3']);
  });

  it('never works on more keys at once than its width', async () => {
    let now = 0;
    let most = 0;
    await inOrderPerKey([1, 2, 3, 4, 5, 6], String, 2, async () => {
      most = Math.max(most, ++now);
      await new Promise(setImmediate);
      now--;
    });
    expect(most).toBe(2);
  });

  it('rejects with the first failure', async () => {
    const work = inOrderPerKey([1, 2], String, 1, async (item) => {
      if (item === 1) throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
  });
});

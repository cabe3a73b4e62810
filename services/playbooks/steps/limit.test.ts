import { describe, expect, it } from 'vitest';
import { createLimit } from './limit.ts';

describe('a limit', () => {
  it('is never passed, and everything gets its turn', async () => {
    const limit = createLimit(2);
    let now = 0;
    let most = 0;
    const done = await Promise.all(
      [1, 2, 3, 4, 5].map((item) =>
        limit(async () => {
          most = Math.max(most, ++now);
          await new Promise(setImmediate);
          now--;
          return item;
        }),
      ),
    );
    expect([done, most]).toEqual([[1, 2, 3, 4, 5], 2]);
  });

  it('frees the place of what failed', async () => {
    const limit = createLimit(1);
    await expect(limit(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(limit(async () => 'yes')).resolves.toBe('yes');
  });
});

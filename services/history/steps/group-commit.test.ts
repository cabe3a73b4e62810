import { describe, expect, it, vi } from 'vitest';
import { GroupCommit } from './group-commit.ts';

describe('group commit', () => {
  it('flushes what arrived together as one group', async () => {
    const flushed: string[][] = [];
    const group = new GroupCommit<string>(async (items) => void flushed.push([...items]), {
      ageMs: 1,
      sizeMax: 9,
    });
    await Promise.all([group.add('a'), group.add('b'), group.add('c')]);
    expect(flushed).toEqual([['a', 'b', 'c']]);
  });

  it('does not wait out its age once it is full', async () => {
    const flushed: number[] = [];
    const group = new GroupCommit<number>(
      async (items) => void flushed.push(items.length),
      { ageMs: 3_600_000, sizeMax: 10 },
      (n) => n,
    );
    await Promise.all([group.add(4), group.add(6)]);
    expect(flushed).toEqual([2]);
  });

  it('gathers the next group while one flushes, no larger than its limit, and never runs two', async () => {
    const first = Promise.withResolvers<void>();
    const flushed: string[][] = [];
    let running = 0;
    const group = new GroupCommit<string>(
      async (items) => {
        expect(++running).toBe(1);
        flushed.push([...items]);
        if (flushed.length === 1) await first.promise;
        running--;
      },
      { ageMs: 0, sizeMax: 3 },
    );
    const a = group.add('a');
    await vi.waitFor(() => expect(flushed).toHaveLength(1));
    const later = [group.add('b'), group.add('c'), group.add('d'), group.add('e')];
    first.resolve();
    await Promise.all([a, ...later]);
    expect(flushed).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
  });

  it('tells each member of a failed flush, and goes on with the next group', async () => {
    let flushes = 0;
    const group = new GroupCommit<string>(
      async () => {
        if (++flushes === 1) throw new Error('down');
      },
      { ageMs: 0, sizeMax: 1 },
    );
    const a = group.add('a');
    await expect(a).rejects.toThrow('down');
    await expect(group.add('b')).resolves.toBeUndefined();
  });
});

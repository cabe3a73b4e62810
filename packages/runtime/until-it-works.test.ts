import { describe, expect, it } from 'vitest';
import { untilItWorks } from './until-it-works.ts';

const quiet = { warn: () => undefined };

describe('until it works', () => {
  it('repeats what fails and gives its answer', async () => {
    let attempts = 0;
    const answer = await untilItWorks(
      async () => {
        if (++attempts < 2) throw new Error('down');
        return 'up';
      },
      new AbortController().signal,
      quiet,
    );
    expect([answer, attempts]).toEqual(['up', 2]);
  });

  it('does not repeat a mistake of the program', async () => {
    let attempts = 0;
    const work = untilItWorks(
      async () => {
        attempts += 1;
        return (undefined as unknown as { rows: number[] }).rows;
      },
      new AbortController().signal,
      quiet,
    );
    await expect(work).rejects.toThrow(TypeError);
    expect(attempts).toBe(1);
  });

  it('otherwise gives up only when the process stops', async () => {
    const stop = new AbortController();
    const waiting = untilItWorks(() => Promise.reject(new Error('down')), stop.signal, {
      warn: () => stop.abort(new Error('stopping')),
    });
    await expect(waiting).rejects.toThrow();
  });
});

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

  it('gives up only when the process stops', async () => {
    const stop = new AbortController();
    const waiting = untilItWorks(() => Promise.reject(new Error('down')), stop.signal, {
      warn: () => stop.abort(new Error('stopping')),
    });
    await expect(waiting).rejects.toThrow();
  });
});

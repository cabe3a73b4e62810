import { describe, expect, it } from 'vitest';
import { isMistake, persevere } from './persevere.ts';

describe('perseverance', () => {
  it('pauses twice as long each time, up to the longest', async () => {
    const pauses: number[] = [];
    const told: number[] = [];
    const answer = await persevere(
      async () => {
        if (told.length < 5) throw new Error('down');
        return 'up';
      },
      {
        firstPauseMs: 20,
        longestPauseMs: 100,
        goOn: () => undefined,
        failed: (_error, failures) => void told.push(failures),
        pause: async (durationMs) => void pauses.push(durationMs),
      },
    );
    expect(answer).toBe('up');
    expect(told).toEqual([1, 2, 3, 4, 5]);
    expect(pauses).toEqual([20, 40, 80, 100, 100]);
  });

  it('begins an attempt in the same turn as it asks whether to go on', async () => {
    const order: string[] = [];
    await persevere(
      async () => {
        order.push('attempt');
      },
      {
        firstPauseMs: 1,
        longestPauseMs: 1,
        goOn: () => {
          queueMicrotask(() => order.push('another turn'));
          order.push('go on');
        },
        failed: () => undefined,
        pause: async () => undefined,
      },
    );
    expect(order.slice(0, 2)).toEqual(['go on', 'attempt']);
  });
});

it.each([
  ['a bug', new TypeError('x is undefined'), true],
  ['text that does not parse', new SyntaxError('Unexpected token'), true],
  ['what says it will never work', Object.assign(new Error('no such column'), { retryable: false }), true],
  ['something that is no error', 'oops', true],
  ['what says it may work later', Object.assign(new TypeError('fetch failed'), { retryable: true }), false],
  ['a dependency that says nothing', new Error('connection refused'), false],
])('%s is a mistake or not', (_what, error, mistaken) => expect(isMistake(error)).toBe(mistaken));

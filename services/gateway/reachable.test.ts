import { describe, expect, it } from 'vitest';
import { watchBrokers } from './reachable.ts';

function brokers() {
  let now = 0;
  let up = true;
  let asked = 0;
  const ask = async () => {
    asked += 1;
    if (!up) throw new Error('no broker');
  };
  return {
    ...watchBrokers(ask, { now: () => now }),
    asked: () => asked,
    after: (ms: number, isUp: boolean) => {
      now += ms;
      up = isUp;
    },
  };
}

describe('whether the brokers can be reached', () => {
  it('is what the last write showed, for a moment', async () => {
    const { heard, reachable, asked } = brokers();
    heard(false);
    expect(await reachable()).toBe(false);
    heard(true);
    expect(await reachable()).toBe(true);
    expect(asked()).toBe(0);
  });

  it('is asked when no write has shown it lately, after a good one as after a bad one', async () => {
    const { heard, reachable, after } = brokers();
    heard(false);
    after(1_000, true);
    expect(await reachable()).toBe(true);
    after(1_000, false);
    expect(await reachable()).toBe(false);
    after(1_000, true);
    expect(await reachable()).toBe(true);
  });

  it('is asked once at a time, and denied while there is no answer', async () => {
    let asked = 0;
    const silent = () => {
      asked += 1;
      return new Promise(() => {});
    };
    const { reachable } = watchBrokers(silent, { now: () => 0 });
    expect(await Promise.all([reachable(), reachable()])).toEqual([false, false]);
    expect(asked).toBe(1);
  });
});

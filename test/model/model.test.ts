import { describe, expect, it } from 'vitest';
import { runSeed } from './run.ts';

/** `SEED=123 npx vitest run test/model` runs one seed and prints what happened. */
const only = process.env.SEED === undefined ? null : Number(process.env.SEED);
const SEEDS = Number(process.env.SEEDS ?? 1_000);

describe('the protocol', () => {
  it('ends with the same result whatever crashes, stalls, repeats or overtakes', async () => {
    const seeds = only === null ? Array.from({ length: SEEDS }, (_, i) => i + 1) : [only];
    for (const seed of seeds) {
      const { problems, trace } = await runSeed(seed);
      if (only !== null) process.stdout.write(`${trace.join('\n')}\n`);
      expect(problems, `replay with SEED=${seed}`).toEqual([]);
    }
  }, 600_000);
});

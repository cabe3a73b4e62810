import { describe, expect, it } from 'vitest';
import { runSeed } from './run.ts';

/** `SEED=123 npx vitest run test/model` replays one run and prints it; `SEEDS=40000` runs so many. */
const only = process.env.SEED === undefined ? null : Number(process.env.SEED);
const SEEDS = Number(process.env.SEEDS ?? 2_000);
/** Seeds in one test, so that a long run shows how far it has come. */
const CHUNK = 500;

const chunks =
  only === null ? Array.from({ length: Math.ceil(SEEDS / CHUNK) }, (_, i) => i * CHUNK + 1) : [only];

describe('whatever crashes, stalls, repeats or overtakes, the result is that of an undisturbed run:', () => {
  it.each(chunks)(
    'seeds from %i',
    async (from) => {
      const to = only ?? Math.min(from + CHUNK - 1, SEEDS);
      for (let seed = from; seed <= to; seed++) {
        const { problems, trace } = await runSeed(seed);
        if (only !== null) process.stdout.write(`${trace.join('\n')}\n`);
        expect(problems, `replay with SEED=${seed}`).toEqual([]);
      }
    },
    600_000,
  );
});

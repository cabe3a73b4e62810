import { describe, expect, it } from 'vitest';
import { RULES, type Rule } from './rules.ts';
import { runSeed } from './run.ts';

/** How many seeds a broken rule may hide in; it takes between 1 and some 500. */
const SEEDS_MAX = 4_000;

describe('the model notices when a rule is broken:', () => {
  it.each(Object.keys(RULES) as Rule[])(
    '%s',
    async (broken) => {
      let seed = 0;
      let caught = false;
      while (!caught && seed < SEEDS_MAX) {
        seed += 1;
        const { problems } = await runSeed(seed, { broken, profile: RULES[broken], crowded: true });
        caught = problems.length > 0;
      }
      expect(caught, `${SEEDS_MAX} seeds ended as if nothing had been broken`).toBe(true);
    },
    300_000,
  );
});

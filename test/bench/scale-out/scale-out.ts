import { sendHistory, sendPast } from '../load/history.ts';
import type { BenchContext, Measurement } from '../measurement.ts';
import { milliseconds, thousands } from '../report/figures.ts';
import { signalsIn } from '../services/settled.ts';
import type { BenchStack } from '../stack.ts';
import { type BacklogRun, catchUpBy } from './backlog.ts';
import { JOIN_SIZE, type Join, joinWhileFlowing } from './join.ts';
import { sectionOf } from './section.ts';

export const INSTANCES: readonly number[] = [1, 2, 4];

export const scaleOut: Measurement = {
  id: 'scale-out',
  summary: 'one, two and four instances, and the pause when one joins',
  takes: ['rounds', 'signals', 'accounts', 'days'],
  run: async (context) => {
    const stack = await context.openStack();
    try {
      await sendPast(context.say, stack, context.size);
      const runs = await catchUps(context, stack, await signalsIn(stack));
      return sectionOf(runs, await joins(context, stack), context);
    } finally {
      await stack.close();
    }
  },
};

/** Round by round, in turn, beginning with another number each time. */
async function catchUps(
  { rounds, say }: BenchContext,
  stack: BenchStack,
  records: number,
): Promise<ReadonlyMap<number, readonly BacklogRun[]>> {
  const runs = new Map(INSTANCES.map((instances) => [instances, [] as BacklogRun[]]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % INSTANCES.length;
    for (const instances of [...INSTANCES.slice(first), ...INSTANCES.slice(0, first)]) {
      const run = await catchUpBy(stack, instances, records);
      runs.get(instances)!.push(run);
      say(`round ${round + 1} of ${rounds}: ${instances} at once ${thousands(run.perSecond)}`);
    }
  }
  return runs;
}

/** After the last catch-up: its history is what the one that joins takes over. */
async function joins({ rounds, say }: BenchContext, stack: BenchStack): Promise<Join[]> {
  await sendHistory(say, stack, JOIN_SIZE);
  const seen: Join[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const join = await joinWhileFlowing(stack, 2 + round);
    seen.push(join);
    say(`round ${round + 1} of ${rounds}: silent for ${milliseconds(join.silence)} while one joined`);
  }
  return seen;
}

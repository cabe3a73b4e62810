import { signalTopics } from '@bellwether/contracts';
import { vi } from 'vitest';
import type { Pipeline } from './pipeline.ts';

const SIGNALS = signalTopics.map((topic) => topic.name);

/** In flow order: a group has read all there will be only once those before it have. */
const GROUPS: readonly (readonly [group: string, topics: readonly string[]])[] = [
  ['indicators', SIGNALS],
  ['scorer', ['health.indicator-changes', 'health.overrides']],
  ['history', ['health.indicator-changes', 'health.scores', 'health.score-changes']],
  ['playbooks', ['health.score-changes']],
];

/** Waits until every group has committed all that could be read when its turn came. */
export async function drained({ log }: Pipeline, timeoutMs = 120_000): Promise<void> {
  for (const [group, topics] of GROUPS) {
    const ends = await log.dataEnds(topics);
    await vi.waitFor(
      async () => {
        const committed = await log.committedOffsets(group, topics);
        const behind = ends.filter((end) => {
          const at = committed.find((c) => c.topic === end.topic && c.partition === end.partition);
          return end.offset > (at?.offset ?? 0n);
        });
        if (behind.length > 0) throw new Error(`${group} is behind on ${behind.length} partitions`);
      },
      { timeout: timeoutMs, interval: 100 },
    );
  }
}

import { LogError } from '@bellwether/kafka';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type IndicatorsPorts } from '../ports.ts';
import { persist, TenureOver } from './persist.ts';
import { Tenure } from './tenure.ts';

function setUp() {
  const tenure = new Tenure({ epoch: 1, partitions: [0] }, DEFAULT_SETTINGS);
  const pauses: number[] = [];
  const ports = {
    pause: async (durationMs: number) => void pauses.push(durationMs),
    journal: { retrying: () => {} },
  } as unknown as IndicatorsPorts;
  return { tenure, pauses, ports };
}

describe('a dependency that fails', () => {
  it('is asked again, ever more patiently, until it answers', async () => {
    const { tenure, pauses, ports } = setUp();
    let attempts = 0;
    const answer = await persist('work', tenure, ports, async () => {
      attempts += 1;
      if (attempts < 12) throw new Error('down');
      return 'up';
    });
    expect(answer).toBe('up');
    expect(pauses.slice(0, 3)).toEqual([50, 100, 200]);
    expect(Math.max(...pauses)).toBe(5_000);
  });

  it('is not asked again where the mistake is ours', async () => {
    const { tenure, pauses, ports } = setUp();
    const refusal = Object.assign(new Error('no such column'), { retryable: false });
    await expect(persist('work', tenure, ports, () => Promise.reject(refusal))).rejects.toBe(refusal);
    await expect(
      persist('work', tenure, ports, async () => (null as unknown as object[]).length),
    ).rejects.toThrow(TypeError);
    expect(pauses).toEqual([]);
  });

  it('is not asked any more once the assignment is over', async () => {
    const { tenure, ports } = setUp();
    const work = persist('work', tenure, ports, async () => {
      tenure.end();
      throw new Error('down');
    });
    await expect(work).rejects.toBeInstanceOf(TenureOver);
  });

  it('that says the assignment is stale ends the work', async () => {
    const { tenure, ports } = setUp();
    const stale = async () => {
      throw new LogError('STALE_ASSIGNMENT', 'passed');
    };
    await expect(persist('commit', tenure, ports, stale)).rejects.toBeInstanceOf(TenureOver);
  });
});

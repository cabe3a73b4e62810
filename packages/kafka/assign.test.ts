import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignPartitions, coPartitioningProblem } from './assign.ts';

const member = (memberId: string, held: number[] = []) => ({ memberId, held });

describe('assignPartitions', () => {
  it('gives every partition to exactly one member, in shares that differ by at most one', () => {
    const members = fc.uniqueArray(
      fc.record({ memberId: fc.string({ minLength: 1 }), held: fc.array(fc.nat({ max: 15 })) }),
      { selector: (m) => m.memberId, minLength: 1, maxLength: 16 },
    );
    fc.assert(
      fc.property(members, fc.integer({ min: 1, max: 12 }), (group, partitions) => {
        const shares = [...assignPartitions(group, partitions).values()];
        expect(shares.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: partitions }, (_, i) => i));
        const sizes = shares.map((share) => share.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('leaves members what they hold when another joins', () => {
    const before = assignPartitions([member('a'), member('b')], 12);
    const after = assignPartitions(
      [member('c'), member('b', before.get('b')), member('a', before.get('a'))],
      12,
    );
    expect(before.get('a')).toEqual(expect.arrayContaining(after.get('a') ?? []));
    expect(before.get('b')).toEqual(expect.arrayContaining(after.get('b') ?? []));
    expect(after.get('c')).toHaveLength(4);
  });
});

describe('coPartitioningProblem', () => {
  it('is null only when counts and numbers agree', () => {
    const counts = new Map([
      ['x', 12],
      ['y', 12],
    ]);
    expect(coPartitioningProblem(counts, { x: [1, 0], y: [0, 1] })).toBeNull();
    expect(coPartitioningProblem(counts, {})).toBeNull();
    expect(coPartitioningProblem(counts, { x: [0], y: [1] })).toContain('apart');
    expect(coPartitioningProblem(new Map([...counts, ['z', 6]]), {})).toContain('z 6');
    expect(coPartitioningProblem(new Map([['x', 0]]), {})).toContain('does not exist');
  });
});

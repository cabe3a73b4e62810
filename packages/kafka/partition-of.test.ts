import { Partitioners } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { partitionOf } from './partition-of.ts';

const theirs = Partitioners.DefaultPartitioner();
const metadata = Array.from({ length: 12 }, (_, partitionId) => ({
  partitionId,
  partitionErrorCode: 0,
  leader: 1,
  replicas: [1],
  isr: [1],
}));

describe('partitionOf', () => {
  it('agrees with kafkajs on keys of every length and script', () => {
    const letters = ['a', 'Z', '-', 'é', '客', '🙂', '0'];
    for (let i = 0; i < 2_000; i++) {
      const key = `t${i % 7}/${letters[i % 7]?.repeat(i % 9)}${(i * 2654435761) % 1e9}`;
      const expected = theirs({ topic: 't', partitionMetadata: metadata, message: { key, value: null } });
      expect(partitionOf(key), key).toBe(expected);
    }
  });
});

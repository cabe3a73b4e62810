import { describe, expect, it } from 'vitest';
import { Ahead } from './ahead.ts';
import type { PlacedFact } from './door.ts';

const NOW = 1_000_000_000;
const fact = (eventId: string, occurredAt: number) => ({ eventId, occurredAt, tenantId: 't' }) as PlacedFact;
const ids = (facts: PlacedFact[]) => facts.map(({ eventId }) => eventId);

describe('facts of the near future', () => {
  it('are handed out once their time has come', () => {
    const ahead = new Ahead();
    ahead.add([fact('soon', NOW + 100), fact('later', NOW + 5_000), fact('past', NOW)], () => NOW);
    expect(ahead.isDue(NOW + 99)).toBe(false);
    expect(ahead.isDue(NOW + 100)).toBe(true);
    expect(ids(ahead.take(NOW + 100))).toEqual(['soon']);
    expect(ahead.isDue(NOW + 100)).toBe(false);
    expect(ids(ahead.take(NOW + 9_000))).toEqual(['later']);
    expect(ahead.isDue(Number.MAX_VALUE)).toBe(false);
  });

  it('further ahead than the hourly pass are left to it', () => {
    const ahead = new Ahead();
    ahead.add([fact('tomorrow', NOW + 3_600_001)], () => NOW);
    expect(ahead.isDue(NOW + 4_000_000)).toBe(false);
  });
});

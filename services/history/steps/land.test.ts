import { describe, expect, it } from 'vitest';
import type { HistoryStore } from '../store.ts';
import { landOrBisect, SchemaPathBroken } from './land.ts';

const POISON = 0xff;

function picky(options: { schemaPathWorks: boolean }) {
  const landed: number[] = [];
  const store: HistoryStore = {
    async land(_topic, wires) {
      if (wires.some((wire) => wire[0] === POISON)) return { kind: 'refused', code: 86, detail: 'bad' };
      landed.push(...wires.map((wire) => wire[0]!));
      return { kind: 'landed' };
    },
    probe: async () => options.schemaPathWorks,
  };
  return { store, landed };
}

const items = (...bytes: number[]) => bytes.map((byte) => ({ wire: Uint8Array.of(byte), byte }));

describe('landing a batch', () => {
  it('lands the neighbours of a poisoned value and names it', async () => {
    const { store, landed } = picky({ schemaPathWorks: true });
    const refusals = await landOrBisect(store, 'health.scores', items(1, 2, POISON, 4, 5));
    expect(landed.sort()).toEqual([1, 2, 4, 5]);
    expect(refusals.map((refusal) => refusal.item.byte)).toEqual([POISON]);
    expect(refusals[0]!.code).toBe(86);
  });

  it('blames no value while even a known-good one is refused', async () => {
    const { store } = picky({ schemaPathWorks: false });
    await expect(landOrBisect(store, 'health.scores', items(POISON))).rejects.toBeInstanceOf(
      SchemaPathBroken,
    );
  });

  it('asks the store nothing for an empty batch', async () => {
    const { store, landed } = picky({ schemaPathWorks: true });
    expect(await landOrBisect(store, 'health.scores', [])).toEqual([]);
    expect(landed).toEqual([]);
  });
});

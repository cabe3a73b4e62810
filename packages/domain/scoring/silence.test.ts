import { describe, expect, it } from 'vitest';
import type { SourceState } from '../data-quality/source-state.ts';
import { evaluation, indicators } from './given.ts';
import { type HoleValue, type SilenceQuestion, silenceOf } from './silence.ts';
import { type Emitted, emptyState } from './state.ts';

const HELD_UNTIL = 100;
const logins = { topic: 'signals.login', heldFrom: 0, heldUntil: HELD_UNTIL, holeUntil: 200 } as SourceState;

/** What became of `use`, told as `said`, whose silence had moved it to `hole`. */
function after(value: number | null, hole: number | null | undefined, said: number | null = 80) {
  const entries: HoleValue[] = hole === undefined ? [] : [{ indicator: 'use', value: hole }];
  const line = { id: 'use', kind: 'indicator', group: 'usage', value: said, tenths: 0 } as const;
  const q: SilenceQuestion = {
    before: { ...emptyState({ tenantId: 't', accountId: 'a' }), hole: entries },
    live: evaluation({ values: { use: value } }),
    emitted: { contributions: [line] } as unknown as Emitted,
    kinds: new Map([['use', 'time']]),
    quiet: [logins],
    asOf: HELD_UNTIL,
    rules: { indicators },
  };
  const { without, hole: left } = silenceOf(q);
  return [without.get('use'), left.find(({ indicator }) => indicator === 'use')?.value];
}

describe('once accounts are heard again', () => {
  it('the silence explains what it had done by then', () => {
    expect(after(40, 40)).toEqual([80, 40]);
  });

  it('and less the further the value has climbed back, for good', () => {
    expect(after(60, 40)).toEqual([80, 60]);
    expect(after(50, 60)).toEqual([70, 60]);
  });

  it('but nothing beyond it', () => {
    expect(after(30, 40)).toEqual([70, 40]);
  });

  it('and nothing once the value is back', () => {
    expect(after(80, 40)).toEqual([undefined, undefined]);
    expect(after(90, 40)).toEqual([undefined, undefined]);
  });

  it('in either direction', () => {
    expect(after(90, 95)).toEqual([80, 90]);
    expect(after(97, 95)).toEqual([82, 95]);
    expect(after(70, 95)).toEqual([undefined, undefined]);
  });

  it('nothing that had not moved by then', () => {
    expect(after(40, undefined)).toEqual([undefined, undefined]);
  });

  it('a value it took away, until there is one again', () => {
    expect(after(null, null)).toEqual([80, null]);
    expect(after(50, null)).toEqual([80, 50]);
    expect(after(null, 40)).toEqual([undefined, undefined]);
  });
});

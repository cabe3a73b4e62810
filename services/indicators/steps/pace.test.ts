import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../ports.ts';
import { flushIsDue, type PaceInput, settlingIsDue } from './pace.ts';

const NOW = 1_000_000;

function due(input: Partial<PaceInput>): boolean {
  const idle = { now: NOW, records: 1, bytes: 70, openedAt: NOW - 10, arrivedAt: NOW - 10, lastFlush: null };
  return flushIsDue({ ...idle, ...input }, DEFAULT_SETTINGS);
}

describe('a flush is due', () => {
  it('never without records', () => {
    expect(due({ records: 0 })).toBe(false);
  });

  it('almost at once for the first signal after idleness, gathering those sent with it', () => {
    expect(due({ openedAt: NOW - 4 })).toBe(false);
    expect(due({ openedAt: NOW - 5 })).toBe(true);
    expect(due({ lastFlush: { startedAt: NOW - 5_000, durationMs: 130 } })).toBe(true);
  });

  it('at most every twice the time the last one took', () => {
    expect(due({ lastFlush: { startedAt: NOW - 259, durationMs: 130 } })).toBe(false);
    expect(due({ lastFlush: { startedAt: NOW - 260, durationMs: 130 } })).toBe(true);
  });

  it('soon after one that had to wait for an outage', () => {
    expect(due({ lastFlush: { startedAt: NOW - 300_000, durationMs: 300_000 } })).toBe(true);
  });

  it('in a backlog only once it is large, old, or nothing more arrives', () => {
    const backlog = { records: 50_000, openedAt: NOW - 500, arrivedAt: NOW - 1 };
    expect(due(backlog)).toBe(false);
    expect(due({ ...backlog, records: 200_000 })).toBe(true);
    expect(due({ ...backlog, bytes: DEFAULT_SETTINGS.batchBytesMax })).toBe(true);
    expect(due({ ...backlog, openedAt: NOW - 3_000 })).toBe(true);
    expect(due({ ...backlog, arrivedAt: NOW - 100 })).toBe(true);
  });

  it('at once when the wall clock has been set back', () => {
    expect(
      due({ openedAt: NOW + 3_600_000, lastFlush: { startedAt: NOW + 3_600_000, durationMs: 10 } }),
    ).toBe(true);
  });
});

describe('what has landed is settled', () => {
  const BEHIND = { records: DEFAULT_SETTINGS.backlogRecordsMin };
  const landed = (accounts: number, ageMs: number) => ({ accounts, ageMs: () => ageMs });

  it('at once when no backlog waits behind it', () => {
    expect(settlingIsDue(landed(1, 0), { records: 0 }, NOW, DEFAULT_SETTINGS)).toBe(true);
    expect(settlingIsDue(landed(1, 0), { records: BEHIND.records - 1 }, NOW, DEFAULT_SETTINGS)).toBe(true);
  });

  it('else when it is old, or of many accounts', () => {
    expect(settlingIsDue(landed(49_999, 299_999), BEHIND, NOW, DEFAULT_SETTINGS)).toBe(false);
    expect(settlingIsDue(landed(1, 300_000), BEHIND, NOW, DEFAULT_SETTINGS)).toBe(true);
    expect(settlingIsDue(landed(50_000, 0), BEHIND, NOW, DEFAULT_SETTINGS)).toBe(true);
  });
});

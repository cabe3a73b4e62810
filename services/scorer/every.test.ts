import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { every } from './every.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('begins work at once and every period, though what it began before has not ended, until it is stopped', async () => {
  const stopping = new AbortController();
  const work = vi.fn(() => new Promise<void>(() => {}));
  const done = every(1_000, work, stopping.signal);
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2_500);
  expect(work).toHaveBeenCalledTimes(3);
  stopping.abort();
  await done;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(work).toHaveBeenCalledTimes(3);
});

it('ends with what work ends with', async () => {
  const work = vi.fn().mockResolvedValueOnce(undefined).mockRejectedValue(new Error('bug'));
  const done = every(1_000, work, new AbortController().signal);
  const failed = expect(done).rejects.toThrow('bug');
  await vi.advanceTimersByTimeAsync(5_000);
  await failed;
  expect(work).toHaveBeenCalledTimes(2);
});

it('begins nothing once it was stopped before', async () => {
  const work = vi.fn();
  await every(1_000, work, AbortSignal.abort());
  expect(work).not.toHaveBeenCalled();
});

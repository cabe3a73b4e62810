import { expect, test } from 'vitest';
import { mostWithin, type Step } from './steps.ts';

/** A server of 4 workers that need 10 ms a request. */
const served = (connections: number): Promise<Step> => {
  const requestsPerSecond = Math.min(connections, 4) * 100;
  return Promise.resolve({
    connections,
    requestsPerSecond,
    p99Ms: (1_000 * connections) / requestsPerSecond,
  });
};

test('the least connections that bring the most requests are taken', async () => {
  expect(await mostWithin(50, 64, served)).toEqual({ connections: 4, requestsPerSecond: 400, p99Ms: 10 });
});

test('nothing is tried beyond the first step that is too slow twice', async () => {
  const tried: number[] = [];
  await mostWithin(50, 64, (connections) => {
    tried.push(connections);
    return served(connections);
  });
  expect(tried).toEqual([1, 2, 4, 8, 16, 32, 32]);
});

test('a step that was disturbed once is tried again', async () => {
  const disturbed = new Set([2]);
  const found = await mostWithin(50, 64, async (connections) => {
    const step = await served(connections);
    return disturbed.delete(connections) ? { ...step, p99Ms: 80 } : step;
  });
  expect(found?.connections).toBe(4);
});

test('where even one connection is too slow there is no answer', async () => {
  expect(await mostWithin(10, 64, served)).toBe(null);
});

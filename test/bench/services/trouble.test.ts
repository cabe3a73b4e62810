import { expect, test } from 'vitest';
import { listenForTrouble, troubleIn } from './trouble.ts';

const RETRY = `{"level":"warn","name":"indicators","what":"evaluate","attempt":3,"err":{"message":"no memory"},"msg":"failed; trying again"}`;

test('a warning is told with what it is about and why', () => {
  expect(troubleIn(RETRY)).toBe('evaluate: failed; trying again: no memory');
});

test('what goes well is not', () => {
  expect(troubleIn('{"level":"info","ready":true,"msg":"listening"}')).toBeNull();
  expect(troubleIn('')).toBeNull();
});

test('a line that is no entry is told as it is', () => {
  expect(troubleIn('FATAL ERROR: heap out of memory')).toBe('FATAL ERROR: heap out of memory');
});

test('the same trouble is told once in a while, whatever the attempt', () => {
  const said: string[] = [];
  const onLine = listenForTrouble('indicators', (line) => said.push(line));
  onLine(RETRY);
  onLine(RETRY.replace('"attempt":3', '"attempt":4'));
  expect(said).toEqual(['indicators: evaluate: failed; trying again: no memory']);
});

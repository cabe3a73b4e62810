import { expect, it } from 'vitest';
import { sendSize } from './send-size.ts';

const record = (bytes: number) => ({ topic: 't', key: 'k', value: Buffer.alloc(bytes) });

it('ends a send at 500 records or before the bytes a broker refuses, whichever is first', () => {
  expect(sendSize(Array.from({ length: 700 }, () => record(10)))).toBe(500);
  expect(sendSize(Array.from({ length: 300 }, () => record(7_000)))).toBe(114);
});

it('sends at least one record, however large', () => {
  expect(sendSize([record(2_000_000), record(1)])).toBe(1);
});

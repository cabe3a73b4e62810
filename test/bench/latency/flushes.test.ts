import type { Logger } from '@bellwether/runtime';
import { expect, test } from 'vitest';
import { createJournal } from '../../../services/indicators/journal.ts';
import { flushMsOf } from './flushes.ts';

test('understands what the service writes after a flush', () => {
  const lines: string[] = [];
  const debug = (fields: object, msg: string) =>
    lines.push(JSON.stringify({ level: 'debug', ...fields, msg }));
  createJournal({ debug } as unknown as Logger).journal.flushed(12, 345);
  expect(lines.map(flushMsOf)).toEqual([345]);
});

test('ignores all other lines', () => {
  expect(flushMsOf('{"level":"info","msg":"partitions assigned"}')).toBe(null);
  expect(flushMsOf('not JSON')).toBe(null);
});

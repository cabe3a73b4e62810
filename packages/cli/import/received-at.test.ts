import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { receivedAtOf } from './received-at.ts';

const dir = mkdtempSync(join(tmpdir(), 'bellwether-received-'));
afterAll(() => rmSync(dir, { recursive: true }));

function file(name: string, modifiedAtSeconds: number): string {
  const path = join(dir, name);
  writeFileSync(path, name);
  utimesSync(path, modifiedAtSeconds, modifiedAtSeconds);
  return path;
}

describe('when a file was received', () => {
  const data = file('data.csv', 1_000);
  const mapping = file('mapping.yaml', 2_000);

  it('is when the newest of its files got its content, however often it is imported', () => {
    expect(receivedAtOf([data, mapping], 9_000_000)).toBe(2_000_000);
    expect(receivedAtOf([data, mapping], 9_999_000)).toBe(2_000_000);
  });

  it('is later for a corrected file, so that the correction wins', () => {
    const corrected = file('corrected.csv', 3_000);
    expect(receivedAtOf([corrected, mapping], 9_000_000)).toBeGreaterThan(
      receivedAtOf([data, mapping], 9_000_000),
    );
  });

  it('is never in the future, whatever the clock of the disk says', () => {
    expect(receivedAtOf([file('ahead.csv', 99_000)], 5_000_000)).toBe(5_000_000);
  });
});

import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { down, up } from './stack.ts';

/** A `docker` that writes down what it is asked, and does what the given lines of shell say. */
function dockerThat(does: string): { dir: string; asked: () => string[] } {
  const dir = mkdtempSync(join(tmpdir(), 'bellwether-docker-'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(dir, { recursive: true });
  });
  const said = join(dir, 'asked');
  writeFileSync(join(dir, 'docker'), `#!/bin/sh\necho "$@" >> ${said}\n${does}\n`);
  chmodSync(join(dir, 'docker'), 0o755);
  vi.stubEnv('PATH', `${dir}${delimiter}${process.env.PATH}`);
  const asked = () =>
    readFileSync(said, 'utf8')
      .split('\n')
      .map((line) => /docker-compose\.yml (.*)/.exec(line)?.[1])
      .filter((command) => command !== undefined);
  return { dir, asked };
}

test('a composed stack that does not come up is taken down again', async () => {
  const { dir, asked } = dockerThat('case "$*" in *" up "*) exit 1;; esac');
  await expect(up({ dir, env: {} })).rejects.toThrow('docker compose up -d --wait ended with exit code 1');
  expect(asked()).toEqual(['up -d --wait', 'down']);
});

test('containers that a start left behind without saying so are taken down', async () => {
  const { dir, asked } = dockerThat('case "$*" in *" up "*) exit 1;; *" ps "*) echo c1;; esac');
  await expect(up({ dir, env: {} })).rejects.toThrow();
  expect(await down(dir)).toBe(true);
  expect(asked().slice(2)).toEqual(['ps --all --quiet', 'down']);
});

test('a stack that Docker keeps is not replaced by an empty one when Docker does not answer', async () => {
  const { dir } = dockerThat(`[ -e "$(dirname "$0")/gone" ] && exit 1\ncase "$*" in *" up "*) exit 1;; esac`);
  await expect(up({ dir, env: {} })).rejects.toThrow();
  writeFileSync(join(dir, 'gone'), '');
  await expect(up({ dir, env: {} })).rejects.toThrow('Docker keeps the data');
});

import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A request's data on its way into the engine. */
export interface SpoolFile {
  path: string;
  /** Synchronous: a write to memory takes microseconds, an asynchronous one waits for its turn. */
  write(chunk: Uint8Array): void;
  /** To be called before the engine reads the file. */
  close(): void;
  remove(): void;
}

const SHARED_MEMORY = '/dev/shm';

/** Where the process of this data directory keeps its files: in memory where the system has such a place. */
export function spoolDirectory(dataDir: string): string {
  const root = existsSync(SHARED_MEMORY) ? SHARED_MEMORY : tmpdir();
  const id = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16);
  return join(root, `bellwether-clickhouse-${id}`);
}

/** Starts empty: what a killed process left behind goes. */
export function openSpool(dir: string): { create(): SpoolFile; close(): void } {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  let count = 0;
  return {
    create: () => {
      const path = join(dir, `data-${count++}`);
      const file = openSync(path, 'wx', 0o600);
      let open = true;
      const close = () => {
        if (open) closeSync(file);
        open = false;
      };
      return {
        path,
        write: (chunk) => {
          for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at);
        },
        close,
        remove: () => {
          close();
          rmSync(path, { force: true });
        },
      };
    },
    close: () => rmSync(dir, { recursive: true, force: true }),
  };
}

import { execFile } from 'node:child_process';
import { closeSync, constants, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * A named pipe the engine writes a result into. chdb's own streaming plans the query on the event loop
 * and breaks formats with a header or footer into chunks; `INTO OUTFILE <pipe>` does neither, and holds a
 * fast query back while the client reads slowly.
 */
export interface Outlet {
  path: string;
  /** Opens both ends. Call `finish` when the query has settled, and `bytes` ends after its last byte. */
  open(): { bytes: Socket; finish(): void };
}

let made = 0;

/** Makes the pipes of all connections at once: Node cannot make one itself. */
export async function makeOutlets(dir: string, count: number): Promise<Outlet[]> {
  const paths = Array.from({ length: count }, () => join(dir, `result-${made++}`));
  for (const path of paths) rmSync(path, { force: true });
  await promisify(execFile)('mkfifo', ['-m', '600', ...paths]);
  return paths.map((path) => ({ path, open: () => openPipe(path) }));
}

function openPipe(path: string): { bytes: Socket; finish(): void } {
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  // A writer of our own keeps the reader from seeing an end before the engine has opened the pipe.
  const writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  const bytes = new Socket({ fd: reader, readable: true, writable: false });
  return { bytes, finish: () => closeSync(writer) };
}

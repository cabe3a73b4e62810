import type { Writable } from 'node:stream';

/** The reader of a pipe has left, or the terminal has been closed. */
const READER_GONE = new Set(['EPIPE', 'EIO']);

/**
 * Nobody reads on, as after `| head`: that is no failure, and what is still to say has no listener. A command that
 * has something to stop first listens to SIGPIPE.
 */
export function endWithReader(output: Writable): void {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (!READER_GONE.has(error.code ?? '')) throw error;
    if (!process.emit('SIGPIPE', 'SIGPIPE')) process.exit();
  });
}

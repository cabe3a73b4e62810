import { type ProcessId, signal } from './process-id.ts';

const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;
const attached: ProcessId[] = [];

/**
 * Ties processes to ours: whatever way we exit, they are told to stop. A caller that wants to stop them in
 * order, and to wait, does so before; only `kill -9` gets past this, and then the next start clears up.
 */
export function attach(id: ProcessId): void {
  if (attached.push(id) > 1) return;
  process.once('exit', () => {
    for (const one of attached) signal(one, 'SIGTERM');
  });
  for (const [name, exitCode] of Object.entries(SIGNALS)) {
    process.on(name, () => {
      // Without a handler a signal would end us past the exit hook; with one it is the caller's affair.
      if (process.listenerCount(name) === 1) process.exit(exitCode);
    });
  }
}

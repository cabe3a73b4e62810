import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reject } from './import-rows.ts';

export interface RejectFile {
  readonly path: string;
  write(reject: Reject): void;
  /** How often each reason came up, most frequent first; values in quotes are folded together. */
  reasons(): readonly (readonly [reason: string, rows: number])[];
  close(): void;
}

/** JSON lines, one rejected row each. The file is made even when nothing is rejected, so that it never tells of an earlier run. */
export function openRejectFile(path: string): RejectFile {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'w');
  const counts = new Map<string, number>();
  return {
    path,
    write(reject) {
      writeSync(file, `${JSON.stringify(reject)}\n`);
      const folded = `${reject.file}: ${reject.reason.replace(/'[^']*'/g, "'…'")}`;
      counts.set(folded, (counts.get(folded) ?? 0) + 1);
    },
    reasons: () => [...counts].sort(([, a], [, b]) => b - a),
    close: () => closeSync(file),
  };
}

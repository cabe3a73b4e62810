import type { OnLine } from '../../support/service-process.ts';

/** What an indicators service that logs at debug level says of its flushes. */
export interface Flushes {
  readonly onLine: OnLine;
  /** How long each took, ms, of those that ended since the last time this was asked. */
  take(): number[];
}

export function listenForFlushes(): Flushes {
  let durationsMs: number[] = [];
  return {
    onLine: (line) => {
      const durationMs = flushMsOf(line);
      if (durationMs !== null) durationsMs.push(durationMs);
    },
    take: () => {
      const taken = durationsMs;
      durationsMs = [];
      return taken;
    },
  };
}

/** Null for every other line. */
export function flushMsOf(line: string): number | null {
  if (!line.includes('"msg":"flushed"')) return null;
  return (JSON.parse(line) as { durationMs: number }).durationMs;
}

import type { LogRecord } from '../ports.ts';

/** Collects what a compacted topic would keep of the records it is given: by key, the newest; null where it was removed. */
export function newestByKey(): { add(record: LogRecord): void; readonly newest: Map<string, Buffer | null> } {
  const newest = new Map<string, Buffer | null>();
  return {
    newest,
    add: ({ key, value }) => {
      if (key !== null) newest.set(key.toString(), value);
    },
  };
}

import type { LogRecord } from '../ports.ts';

/**
 * Collects what a compacted topic would keep of the records it is given: by key, the newest; null where it was removed. Values are
 * copied: a record is a part of what was fetched, all of which would be kept with it.
 */
export function newestByKey(): { add(record: LogRecord): void; readonly newest: Map<string, Buffer | null> } {
  const newest = new Map<string, Buffer | null>();
  return {
    newest,
    add: ({ key, value }) => {
      if (key !== null) newest.set(key.toString(), value && Buffer.from(value));
    },
  };
}

import { statSync } from 'node:fs';
import type { Instant } from '@bellwether/domain';

/**
 * The receivedAt of every signal of an import: when the newest of its input files (the mapping included) got its present
 * content. Of conflicting copies the last received wins, and the version of a vector sums receivedAt, so
 * - the same files imported again give the same bytes: facts, buckets and versions stay as they are (the start
 *   time of the import would raise them all and overwrite what was corrected live in between);
 * - a corrected file is newer and wins over what an earlier import of it said;
 * - a restored older file does not win over a newer one.
 */
export function receivedAtOf(paths: readonly string[], now: Instant): Instant {
  const newest = Math.max(...paths.map((path) => Math.floor(statSync(path).mtimeMs)));
  return Math.min(newest, now);
}

import type { Instant } from '@bellwether/domain';
import type { ReadBack } from '../workload/read-back.ts';
import type { Course } from './contestant.ts';

/** How many accounts' vectors are held against the oracles. */
const COMPARED_ACCOUNTS = 100;

/** What of a course is compared, as of when. */
export function comparedOf({ stack, topics, workload }: Course): ReadBack & { readonly asOf: Instant } {
  const oneIn = Math.max(1, Math.floor(workload.accounts / COMPARED_ACCOUNTS));
  return { log: stack.log, codec: stack.codec, topics, oneIn, asOf: workload.asOf };
}

/** Who is wrong has not arrived. */
export function requireNone(name: string, differences: readonly string[]): void {
  if (differences.length > 0)
    throw new Error(`${name}: ${differences.length} wrong values, ${differences.slice(0, 3).join('; ')}`);
}

import type { OutgoingRecord } from '@bellwether/kafka';
import type { z } from 'zod';

/** The answer to one item. */
export type Outcome =
  | {
      readonly status: 'accepted';
      readonly eventId: string;
      /** receivedAt − sentAt, where the source's clock seems wrong by more than a minute. */
      readonly clockSkewMs?: number;
    }
  | { readonly status: 'rejected'; readonly path: string; readonly reason: string };

export interface Admitted {
  readonly outcome: Outcome;
  /** What to write; null when rejected. */
  readonly record: OutgoingRecord | null;
  readonly skewMs: number | null;
}

export function rejected(path: string, reason: string): Admitted {
  return { outcome: { status: 'rejected', path, reason }, record: null, skewMs: null };
}

/** The first thing wrong with an item, where it stands in the request. */
export function rejectedFor(error: z.ZodError, itemPath: string): Admitted {
  const issue = error.issues[0]!;
  const path = joinPath(itemPath, ...issue.path);
  if (issue.code === 'unrecognized_keys') return rejected(joinPath(path, issue.keys[0]!), 'unknown field');
  return rejected(path, issue.input === undefined ? 'missing' : issue.message);
}

/** `signals[2]` and `kind` to `signals[2].kind`. */
export function joinPath(path: string, ...rest: readonly (string | number | symbol)[]): string {
  return rest.reduce<string>((joined, part) => {
    if (typeof part === 'number') return `${joined}[${part}]`;
    return joined === '' ? String(part) : `${joined}.${String(part)}`;
  }, path);
}

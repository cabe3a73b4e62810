import { type Codec, deriveEventId } from '@bellwether/contracts';
import { accountKey, envelopeFault, signalSchemas } from '@bellwether/domain';
import type { OutgoingRecord } from '@bellwether/kafka';
import type { z } from 'zod';
import type { Item } from './formats/format.ts';
import { joinPath } from './formats/native.ts';

/** The answer to one item. */
export type Outcome =
  | {
      readonly status: 'accepted';
      readonly eventId: string;
      /** receivedAt − sentAt, where the source's clock seems wrong by more than {@link SKEW_TOLD_MS}. */
      readonly clockSkewMs?: number;
    }
  | { readonly status: 'rejected'; readonly path: string; readonly reason: string };

export interface Admitted {
  readonly outcome: Outcome;
  /** What to write; null when rejected. */
  readonly record: OutgoingRecord | null;
  readonly skewMs: number | null;
}

export const SKEW_TOLD_MS = 60_000;

/** Checks one item and turns it into a record of its topic. Pure: who sends it and when it came are arguments. */
export function admitItem(item: Item, tenantId: string, receivedAt: number, codec: Codec): Admitted {
  if (item.kind === 'unreadable') return rejected(item.path, item.reason);
  const parsed = signalSchemas[item.topic].safeParse(item.body, { reportInput: true });
  if (!parsed.success) {
    return rejectedFor(parsed.error.issues[0]!, item.path);
  }
  const { eventId: given, ...body } = parsed.data;
  const eventId = given ?? deriveEventId(item.topic, tenantId, body);
  const signal = { ...body, eventId, tenantId, receivedAt };
  const fault = envelopeFault(signal);
  if (fault !== null) return rejected(item.path, fault);
  const record = { topic: item.topic, key: accountKey(signal), value: codec.encode(item.topic, signal) };
  const skewMs = body.sentAt == null ? null : receivedAt - body.sentAt;
  const told = skewMs !== null && Math.abs(skewMs) > SKEW_TOLD_MS ? { clockSkewMs: skewMs } : {};
  return { outcome: { status: 'accepted', eventId, ...told }, record, skewMs };
}

function rejected(path: string, reason: string): Admitted {
  return { outcome: { status: 'rejected', path, reason }, record: null, skewMs: null };
}

function rejectedFor(issue: z.core.$ZodIssue, itemPath: string): Admitted {
  const path = joinPath(itemPath, ...issue.path);
  if (issue.code === 'unrecognized_keys') return rejected(joinPath(path, issue.keys[0]!), 'unknown field');
  return rejected(path, issue.input === undefined ? 'missing' : issue.message);
}

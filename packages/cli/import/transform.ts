import type { SignalTopic } from '@bellwether/contracts';
import type { Instant } from '@bellwether/domain';
import { v5 as uuidv5 } from 'uuid';
import { holds, readField } from './fields.ts';
import { createInstantReader } from './instants.ts';
import { joinRow, type Lookups } from './lookups.ts';
import type { ImportedFile, Mapping, SignalMapping } from './mapping.ts';
import { type Row, render } from './row.ts';

export interface Signal {
  readonly eventId: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly occurredAt: Instant;
  readonly receivedAt: Instant;
  readonly source: string;
  readonly [field: string]: unknown;
}

export interface ImportedSignal {
  readonly topic: SignalTopic;
  readonly signal: Signal;
}

/** A row arrives whole or not at all: one bad signal rejects the row, so that the counts add up. */
export type Transformed =
  | { readonly kind: 'signals'; readonly signals: readonly ImportedSignal[] }
  | { readonly kind: 'rejected'; readonly reason: string };

/** Checks a signal and completes it with its schema's defaults, or names every problem. */
export type CheckSignal = (
  topic: SignalTopic,
  candidate: Record<string, unknown>,
) =>
  | { readonly kind: 'valid'; readonly signal: Signal }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

export interface TransformContext {
  readonly mapping: Mapping;
  readonly tenantId: string;
  readonly receivedAt: Instant;
  readonly lookups: Lookups;
  readonly check: CheckSignal;
}

/** UUID of the URL namespace (RFC 9562): event ids are UUIDv5 under it of `bellwether:<source>/<topic>/<id>`. */
const EVENT_ID_NAMESPACE = uuidv5.URL;

export function eventIdOf(source: string, topic: string, id: string): string {
  return uuidv5(`bellwether:${source}/${topic}/${id}`, EVENT_ID_NAMESPACE);
}

/** From a row of one file to its signals. Pure: the same row always gives the same bytes. */
export function createTransform(context: TransformContext): (file: ImportedFile, row: Row) => Transformed {
  const readInstant = createInstantReader(context.mapping.dates);

  const signalOf = (spec: SignalMapping, row: Row): ImportedSignal | string => {
    const id = render(spec.id, row);
    if (id === null) return `${spec.topic}: its id '${spec.id}' is empty`;
    const occurredAt = readInstant(spec.occurredAt, row);
    if (occurredAt.kind === 'bad') return `${spec.topic}: ${occurredAt.reason}`;
    if (occurredAt.kind === 'missing')
      return `${spec.topic}: ${spec.occurredAt.instant} is empty, so it has no date`;
    const candidate: Record<string, unknown> = {
      eventId: eventIdOf(context.mapping.source, spec.topic, id),
      tenantId: context.tenantId,
      accountId: render(spec.account, row) ?? '',
      occurredAt: occurredAt.value,
      receivedAt: context.receivedAt,
      source: context.mapping.source,
    };
    const user = spec.user === undefined ? null : render(spec.user, row);
    if (user !== null) candidate.userId = user;
    for (const [name, value] of Object.entries(spec.fields)) {
      const field = readField(value, row, readInstant);
      if (field.kind === 'bad') return `${spec.topic}: ${field.reason}`;
      if (field.kind === 'value') candidate[name] = field.value;
    }
    const checked = context.check(spec.topic, candidate);
    if (checked.kind === 'invalid') return `${spec.topic}: ${checked.problems.join('; ')}`;
    return { topic: spec.topic, signal: checked.signal };
  };

  return (file, read) => {
    const joined = joinRow(read, file.join, context.lookups);
    if (joined.kind === 'unmatched') return { kind: 'rejected', reason: joined.reason };
    const signals: ImportedSignal[] = [];
    for (const spec of file.signals) {
      if (!holds(spec.when, joined.row)) continue;
      const made = signalOf(spec, joined.row);
      if (typeof made === 'string') return { kind: 'rejected', reason: made };
      signals.push(made);
    }
    if (signals.length === 0)
      return { kind: 'rejected', reason: 'no signal of the mapping applies to this row' };
    return { kind: 'signals', signals };
  };
}

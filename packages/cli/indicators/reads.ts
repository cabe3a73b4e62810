import { ENVELOPE_FIELDS, type Indicator, lineageOf } from '@bellwether/domain';

/** What an indicator comes from, as programs get it. */
export interface Reads {
  /** By topic, beside what every signal carries (eventId, accountId, occurredAt, …). */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly sources: readonly string[];
  readonly indicators: readonly string[];
  readonly details: readonly string[];
}

export function readsOf(indicator: Indicator, indicators: readonly Indicator[]): Reads {
  const lineage = lineageOf(indicator, indicators);
  const fields: Record<string, string[]> = {};
  for (const name of lineage.fields) {
    const [topic, field] = topicAndField(name);
    fields[topic] ??= [];
    if (!(ENVELOPE_FIELDS as readonly string[]).includes(field)) fields[topic].push(field);
  }
  return {
    fields,
    sources: [...lineage.sources],
    indicators: [...lineage.indicators],
    details: [...lineage.details],
  };
}

/** `signals.ticket.priority` -> `['signals.ticket', 'priority']`. */
export function topicAndField(name: string): [topic: string, field: string] {
  const dot = name.lastIndexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
}

/** `signals.login (kind, userId), signals.feature-use (count)`. */
export function fieldsText({ fields }: Reads): string {
  return Object.entries(fields)
    .map(([topic, names]) => (names.length > 0 ? `${topic} (${names.join(', ')})` : topic))
    .join(', ');
}

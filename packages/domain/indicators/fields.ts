import { columnOf } from '../signals/columns.ts';
import { BUCKET_METRICS, BUCKET_TOPICS } from './buckets.ts';
import { ENVELOPE_FIELDS, type IndicatorSource } from './source.ts';
import { type Origins, originsIn } from './sql/origins.ts';
import { namesIn } from './sql/reads.ts';

/** A field of a signals topic, as `signals.ticket.priority`. */
export type SignalField = `${string}.${string}`;

const origins = new WeakMap<IndicatorSource, Origins>();

/**
 * The fields that expressions over the rows of a source come from, out of those the source reads: sound, and as narrow
 * as its SQL tells by name. The envelope of every topic among them counts too, since it says which fact is whose.
 */
export function fieldsBehind(source: IndicatorSource, expressions: readonly string[]): SignalField[] {
  const { of, always } = originsOf(source);
  const names = new Set([...always, ...of(expressions.flatMap((expression) => [...namesIn(expression)]))]);
  return Object.entries(source.reads).flatMap(([topic, fields]) => {
    const columns = columnsOf(topic, names);
    const read = fields.filter((field) => columns.has(columnOf(field)));
    return read.length > 0
      ? [...ENVELOPE_FIELDS, ...read].map((field): SignalField => `${topic}.${field}`)
      : [];
  });
}

function originsOf(source: IndicatorSource): Origins {
  const known = origins.get(source) ?? originsIn(source.rows);
  origins.set(source, known);
  return known;
}

/** Columns of the facts among the names; where a day's metric is named, those it is counted from. */
function columnsOf(topic: string, names: ReadonlySet<string>): ReadonlySet<string> {
  const metrics = BUCKET_TOPICS.find((bucket) => bucket.topic === topic)?.metrics ?? {};
  const counted = BUCKET_METRICS.filter((metric) => names.has(metric));
  return new Set([...names, ...counted.flatMap((metric) => [...namesIn(metrics[metric] ?? '')])]);
}

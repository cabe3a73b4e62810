import { ENVELOPE_FIELDS, type SignalReads } from '../indicators/source.ts';
import { FLEET_METRICS } from './catalogue.ts';
import { RISING_KINDS } from './rising/kinds.ts';
import { EXPOSED_READS } from './rising/query.ts';
import { REVENUE_READS } from './sql/revenue-months.ts';

/**
 * Something told of a tenant's accounts together, and the fields it reads beside those of the envelope: a metric those of
 * `revenue_monthly`, which it adds up.
 */
export interface FleetReader {
  readonly id: string;
  readonly reads: SignalReads;
}

/** Fleet metrics, what may rise (`rising/<kind>`), and whom it has not reached (`rising`). */
export const FLEET_READERS: readonly FleetReader[] = [
  ...FLEET_METRICS.map(({ id }) => ({ id, reads: REVENUE_READS })),
  ...RISING_KINDS.map(({ id, reads }) => ({ id: `rising/${id}`, reads })),
  { id: 'rising', reads: EXPOSED_READS },
];

/** Fields that the schemas do not have, each with what reads it; `schemaFields` as of indicators. */
export function missingFleetFields(schemaFields: (topic: string) => ReadonlySet<string> | null): string[] {
  const fields = new Map<string, { topic: string; field: string; readers: string[] }>();
  for (const { id, reads } of FLEET_READERS) {
    for (const [topic, own] of Object.entries(reads)) {
      for (const field of [...ENVELOPE_FIELDS, ...own]) {
        if (schemaFields(topic)?.has(field)) continue;
        const missing = fields.get(`${topic}.${field}`) ?? { topic, field, readers: [] };
        fields.set(`${topic}.${field}`, missing);
        missing.readers.push(id);
      }
    }
  }
  return [...fields.values()].map(
    ({ topic, field, readers }) =>
      `the schema of ${topic} has no ${field}, which the fleet's ${readers.join(', ')} read`,
  );
}

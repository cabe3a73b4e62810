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
  const missing = FLEET_READERS.flatMap(({ id, reads }) =>
    Object.entries(reads).flatMap(([topic, own]) =>
      [...ENVELOPE_FIELDS, ...own]
        .filter((field) => !schemaFields(topic)?.has(field))
        .map((field) => ({ id, what: `the schema of ${topic} has no ${field}` })),
    ),
  );
  return [...Map.groupBy(missing, ({ what }) => what)].map(
    ([what, readers]) => `${what}, which the fleet's ${readers.map(({ id }) => id).join(', ')} read`,
  );
}

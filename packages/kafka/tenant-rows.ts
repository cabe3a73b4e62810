import { type Codec, tenantFromWire, tenantToWire, type WireTenant } from '@bellwether/contracts';
import type { Tenant } from '@bellwether/domain';
import { readRow } from './control-row.ts';
import type { RowTopic } from './ports.ts';

const TOPIC = 'control.tenants';

/** How the rows of `control.tenants`, tenants by id, are read and written. Decoding rejects as {@link readRow} does. */
export function tenantRows(codec: Codec): RowTopic<Tenant> {
  return {
    topic: TOPIC,
    decode: async (value, key) => tenantFromWire(await readRow<WireTenant>(codec, TOPIC, value, key)),
    encode: (row) => codec.encode(TOPIC, tenantToWire(row)),
    epochOf: (row) => row.epoch,
  };
}

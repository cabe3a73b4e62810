import { type Codec, tenantFromWire, tenantToWire, type WireTenant } from '@bellwether/contracts';
import type { Tenant } from '@bellwether/domain';
import type { RowTopic, TableOptions } from './ports.ts';

const TOPIC = 'control.tenants';

/** A row that does not decode stops who reads it: guessing a tenant's epoch would be worse. */
export class UnreadableTenant extends Error {
  readonly code = 'unreadable-tenant';
}

/** How the rows of `control.tenants` are read and written. Decoding throws {@link UnreadableTenant}. */
export function tenantRows(codec: Codec): RowTopic<Tenant> {
  return {
    topic: TOPIC,
    decode: (value) => {
      const decoded = codec.decode<WireTenant>(TOPIC, value);
      if (decoded.kind !== 'value') {
        throw new UnreadableTenant(`a row of ${TOPIC} does not decode: ${decoded.kind}`);
      }
      return tenantFromWire(decoded.value);
    },
    encode: (row) => codec.encode(TOPIC, tenantToWire(row)),
    epochOf: (row) => row.epoch,
  };
}

/** `control.tenants` as a table of tenants by id. Decoding throws {@link UnreadableTenant}. */
export function tenantTable(codec: Codec): TableOptions<Tenant> {
  const { topic, decode } = tenantRows(codec);
  return { topic, decode: (value) => decode(value) };
}

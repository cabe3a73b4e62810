import { type Codec, tenantFromWire, tenantToWire, type WireTenant } from '@bellwether/contracts';
import type { Tenant } from '@bellwether/domain';
import type { RowTopic } from '@bellwether/kafka';

const TOPIC = 'control.tenants';

/** A row that does not decode stops the service: guessing a tenant's epoch would be worse. */
export class UnreadableTenant extends Error {
  readonly code = 'unreadable-tenant';
}

/** `control.tenants` as rows of tenants. */
export function tenantRows(codec: Codec): RowTopic<Tenant> {
  return {
    topic: TOPIC,
    encode: (tenant) => codec.encode(TOPIC, tenantToWire(tenant)),
    decode: (value) => {
      const decoded = codec.decode<WireTenant>(TOPIC, value);
      if (decoded.kind !== 'value') throw new UnreadableTenant(`a row of ${TOPIC}: ${decoded.kind}`);
      return tenantFromWire(decoded.value);
    },
    epochOf: (tenant) => tenant.epoch,
  };
}

import { type Codec, tenantFromWire, tenantToWire, type WireTenant } from '@bellwether/contracts';
import type { Tenant } from '@bellwether/domain';
import type { RowTopic } from '@bellwether/kafka';

const TOPIC = 'control.tenants';

/** How the rows of `control.tenants` are read and written. */
export function tenantRows(codec: Codec): RowTopic<Tenant> {
  return {
    topic: TOPIC,
    decode(value) {
      const decoded = codec.decode<WireTenant>(TOPIC, value);
      if (decoded.kind !== 'value') throw new Error(`a row of ${TOPIC} does not decode: ${decoded.kind}`);
      return tenantFromWire(decoded.value);
    },
    encode: (row) => codec.encode(TOPIC, tenantToWire(row)),
    epochOf: (row) => row.epoch,
  };
}

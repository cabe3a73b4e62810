import { type Codec, tenantFromWire, type WireTenant } from '@bellwether/contracts';
import type { Tenant } from '@bellwether/domain';
import type { TableOptions } from '@bellwether/kafka';

const TOPIC = 'control.tenants';

/** `control.tenants` as a table by tenant id. A row that does not decode stops the scorer: to guess its epoch would be worse. */
export function tenantTable(codec: Codec): TableOptions<Tenant> {
  return {
    topic: TOPIC,
    decode: (value) => {
      const decoded = codec.decode<WireTenant>(TOPIC, value);
      if (decoded.kind !== 'value') throw new Error(`a row of ${TOPIC} does not decode: ${decoded.kind}`);
      return tenantFromWire(decoded.value);
    },
  };
}

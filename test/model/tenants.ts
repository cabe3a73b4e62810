import { tenantFromWire, tenantToWire, type WireTenant } from '@bellwether/contracts';
import type { Tenant } from '@bellwether/domain';
import type { RowTopic } from '@bellwether/kafka';

export const tenantRows = {
  topic: 'control.tenants',
  decode: (value: Buffer): Tenant => tenantFromWire(JSON.parse(value.toString()) as WireTenant),
  encode: (row: Tenant) => Buffer.from(JSON.stringify(tenantToWire(row))),
  epochOf: (row: Tenant) => row.epoch,
} satisfies RowTopic<Tenant>;

import { tenantFromWire, tenantToWire, type WireTenant } from '@bellwether/contracts';
import type { Tenant } from '@bellwether/domain';
import type { RowTopic, TableOptions } from '@bellwether/kafka';

const decode = (value: Buffer): Tenant => tenantFromWire(JSON.parse(value.toString()) as WireTenant);

export const tenantRows: RowTopic<Tenant> = {
  topic: 'control.tenants',
  decode,
  encode: (row) => Buffer.from(JSON.stringify(tenantToWire(row))),
  epochOf: (row) => row.epoch,
};

export const tenantTable: TableOptions<Tenant> = { topic: 'control.tenants', decode };

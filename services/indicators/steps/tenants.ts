import { asOfFor, type EpochOf, type Instant, implicitTenant, type Tenant } from '@bellwether/domain';
import type { CompactedTable } from '@bellwether/kafka';

/**
 * The tenants as one piece of work sees them: a row is read once and kept. Planning under one epoch and
 * versioning under the next would give an old as-of the rank of the new one.
 */
export interface TenantView {
  of(tenantId: string): Tenant;
  asOf(tenantId: string): Instant;
  readonly epochOf: EpochOf;
}

export function viewTenants(table: CompactedTable<Tenant>, now: Instant): TenantView {
  const seen = new Map<string, Tenant>();
  function of(tenantId: string): Tenant {
    let tenant = seen.get(tenantId);
    if (!tenant) {
      tenant = table.get(tenantId) ?? implicitTenant(tenantId);
      seen.set(tenantId, tenant);
    }
    return tenant;
  }
  return { of, asOf: (tenantId) => asOfFor(of(tenantId), now), epochOf: (tenantId) => of(tenantId).epoch };
}

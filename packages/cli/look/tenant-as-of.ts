import type { ClickHouse } from '@bellwether/clickhouse';
import type { Instant } from '@bellwether/domain';
import { CliError } from '../output/cli-error.ts';

/** Where a tenant is frozen; null: it lives now. @throws CliError when there is nothing about it */
export async function frozenAtOf(client: ClickHouse, tenantId: string): Promise<Instant | null> {
  const params = { tenant: tenantId };
  const [rows, known] = await Promise.all([
    client.rows<{ asOf: string | null }>(
      'SELECT toString(toUnixTimestamp64Milli(as_of)) AS asOf FROM tenants FINAL WHERE tenant_id = {tenant:String}',
      { params },
    ),
    client.rows('SELECT 1 FROM account_days WHERE tenant_id = {tenant:String} LIMIT 1', { params }),
  ]);
  if (known.length === 0) {
    throw new CliError(`There is nothing about a tenant ${tenantId}.`, {
      remedy: '`npx bellwether tenants` lists those there are.',
    });
  }
  const asOf = rows[0]?.asOf;
  return asOf == null ? null : Number(asOf);
}

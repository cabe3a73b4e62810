import { frozenAtOf } from '../look/tenant-as-of.ts';
import { CliError } from '../output/cli-error.ts';
import { addApiKey, storedApiKey } from '../stack/api-key.ts';
import { withClickHouse } from '../stack/clickhouse.ts';
import { type Gateway, gatewayUrl, tenantOfKey } from '../stack/gateway.ts';

/**
 * What this machine's CLI sends a tenant's signals with: the key in BELLWETHER_API_KEY, else the stored one, else a new one
 * if there is such a tenant: a name is soon mistyped, and a key is enough to bring a tenant about.
 *
 * @throws CliError also when the gateway takes the key for another tenant's, before anything is sent
 */
export async function gatewayOf(tenantId: string, env: NodeJS.ProcessEnv = process.env): Promise<Gateway> {
  const url = gatewayUrl(env);
  const key = env.BELLWETHER_API_KEY || storedApiKey(tenantId) || (await newKeyOf(tenantId));
  const gateway = { url, key };
  const owner = await tenantOfKey(gateway);
  if (owner === tenantId) return gateway;
  throw new CliError(`The API key is one of ${owner}, not of ${tenantId}.`, {
    remedy: `Set BELLWETHER_API_KEY to a key of ${tenantId}, unset it to use this machine's own, or give --tenant ${owner}.`,
  });
}

async function newKeyOf(tenantId: string): Promise<string> {
  await withClickHouse((client) => frozenAtOf(client, tenantId));
  return addApiKey(tenantId);
}

/** Tenants are slugs, so the first `/` of a key always ends the tenant. */
export const TENANT_ID_PATTERN = /^[a-z0-9_-]{1,64}$/;

export interface AccountRef {
  readonly tenantId: string;
  readonly accountId: string;
}

/** The Kafka key of everything that belongs to one account: `tenantId/accountId`. */
export function accountKey(ref: AccountRef): string {
  return `${ref.tenantId}/${ref.accountId}`;
}

/** The inverse of {@link accountKey}; null when the text is no account key. */
export function parseAccountKey(key: string): AccountRef | null {
  const slash = key.indexOf('/');
  if (slash < 1 || slash === key.length - 1) return null;
  const tenantId = key.slice(0, slash);
  if (!TENANT_ID_PATTERN.test(tenantId)) return null;
  return { tenantId, accountId: key.slice(slash + 1) };
}

/** Every account-keyed topic has this many partitions; changing it is stop, drain, alter all, start. */
export const ACCOUNT_PARTITIONS = 12;

import { createHash, randomBytes } from 'node:crypto';

/** A new key for the gateway: 192 bits of chance, recognisable by its beginning. */
export function newApiKey(): string {
  return `bw_${randomBytes(24).toString('base64url')}`;
}

/** What the gateway's file of keys holds of a key: SHA-256, hex. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** The file, beside the gateway's file of keys, in which the local user finds a tenant's key. */
export function localApiKeyFile(tenantId: string): string {
  return `api-key-${tenantId}`;
}

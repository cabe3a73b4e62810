import { createHash } from 'node:crypto';
import type { AccountRef } from '@bellwether/domain';

/** Names score changes and nothing else (RFC 9562: a UUIDv5 hashes a namespace and a name). */
const NAMESPACE = Buffer.from('b0a2f1c45d3e4c5f9a7b6e1d2c3f4a5b', 'hex');
const UUID_BYTES = 16;

/** The id of an account's change number `sequence`: the same whoever computes it, and however often. */
export function changeId({ tenantId, accountId }: AccountRef, sequence: number): string {
  const name = JSON.stringify([tenantId, accountId, sequence]);
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, UUID_BYTES);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

import { ACCOUNT_PARTITIONS } from '@bellwether/domain';

const SEED = 0x9747b28c;
const MULTIPLIER = 0x5bd1e995;

/** The partition of a key under Kafka's default (murmur2) partitioner. */
export function partitionOf(key: string | Buffer, partitions: number = ACCOUNT_PARTITIONS): number {
  return (murmur2(typeof key === 'string' ? Buffer.from(key) : key) & 0x7fffffff) % partitions;
}

/** As in Kafka's own clients, in 32-bit arithmetic: kafkajs' version works on BigInt and is many times slower. */
function murmur2(data: Buffer): number {
  const length = data.length;
  let hash = SEED ^ length;
  const wholeEnd = length & ~3;
  for (let at = 0; at < wholeEnd; at += 4) {
    let k = Math.imul(data.readInt32LE(at), MULTIPLIER);
    k = Math.imul(k ^ (k >>> 24), MULTIPLIER);
    hash = Math.imul(hash, MULTIPLIER) ^ k;
  }
  const rest = length & 3;
  if (rest === 3) hash ^= (data[wholeEnd + 2] ?? 0) << 16;
  if (rest >= 2) hash ^= (data[wholeEnd + 1] ?? 0) << 8;
  if (rest >= 1) hash = Math.imul(hash ^ (data[wholeEnd] ?? 0), MULTIPLIER);
  hash = Math.imul(hash ^ (hash >>> 13), MULTIPLIER);
  return hash ^ (hash >>> 15);
}

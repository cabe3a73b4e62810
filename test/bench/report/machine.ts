import { createHash } from 'node:crypto';
import { cpus, totalmem } from 'node:os';

const BLOCK = Buffer.alloc(1 << 20, 'bellwether');
const BLOCKS = 256;

/** This machine as a report tells it, with how fast a core of it is just now: machines of one name differ by half. */
export function machineText(): string {
  const model = cpus()[0]?.model.trim();
  const gib = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${model}; SHA-256 of ${hashedPerSecond().toFixed(2)} GB/s), ${gib} GiB, Node ${process.versions.node}`;
}

function hashedPerSecond(): number {
  const startedAt = performance.now();
  const hash = createHash('sha256');
  for (let block = 0; block < BLOCKS; block += 1) hash.update(BLOCK);
  hash.digest();
  return (BLOCKS * BLOCK.length) / 1e6 / (performance.now() - startedAt);
}

import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;
const SAY_EVERY_MS = 30_000;
const PATIENCE_HOURS = 24;
const PATIENCE_MS = PATIENCE_HOURS * 60 * 60_000;

/** Whether it holds; a text says how far it is from that. */
export type Looked = boolean | string;

/** Looks again and again until it holds, and now and then says how far that is. Rejects when it takes too long. */
export async function waitUntil(
  what: string,
  look: () => Promise<Looked> | Looked,
  say: (line: string) => void = () => {},
): Promise<void> {
  const startedAt = performance.now();
  let saidAt = startedAt;
  for (let looked = await look(); looked !== true; looked = await look()) {
    const now = performance.now();
    if (now - startedAt > PATIENCE_MS)
      throw new Error(`waited ${PATIENCE_HOURS} hours, and still not: ${what}`);
    if (now - saidAt > SAY_EVERY_MS && looked !== false) {
      say(`until ${what}: ${looked}`);
      saidAt = now;
    }
    await pause(LOOK_EVERY_MS);
  }
}

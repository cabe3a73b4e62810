import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;
const PATIENCE_HOURS = 24;
const PATIENCE_MS = PATIENCE_HOURS * 60 * 60_000;

/** Looks again and again until it holds. Rejects, saying for what it waited, when that takes too long. */
export async function waitUntil(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > giveUpAt)
      throw new Error(`waited ${PATIENCE_HOURS} hours, and still not: ${what}`);
    await pause(LOOK_EVERY_MS);
  }
}

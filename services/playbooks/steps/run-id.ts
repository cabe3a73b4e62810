import { createHash } from 'node:crypto';

const HEX_DIGITS = 32;

/** Names a run by what it is about, so that a repeated event finds its run and a repeated webhook its key. */
export function runIdOf(eventId: string, playbookId: string, actionIndex: number): string {
  return createHash('sha256')
    .update(JSON.stringify([eventId, playbookId, actionIndex]))
    .digest('hex')
    .slice(0, HEX_DIGITS);
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@bellwether/runtime';

export interface Brokers {
  /** Tells how the last write ended. */
  heard(isGood: boolean): void;
  /** Whether they answer. Rejects never. */
  reachable(): Promise<boolean>;
}

/** What a write has shown a moment ago need not be asked again. */
const FRESH_MS = 1_000;
const ANSWER_WITHIN_MS = 1_000;

/**
 * Whether the brokers can be reached: as the last write showed, or else by asking them. Who is told "not ready" sends no
 * more signals, so without asking a failed write would stand for ever, and so would a good one from before they went.
 */
export function watchBrokers(ask: () => Promise<unknown>, clock: Clock): Brokers {
  let isGood = true;
  let heardAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | null = null;
  const heard = (answer: boolean): void => {
    isGood = answer;
    heardAt = clock.now();
  };
  const askNow = async (): Promise<void> => {
    const answer = await ask().then(
      () => true,
      () => false,
    );
    asking = null;
    heard(answer);
  };
  return {
    heard,
    async reachable() {
      if (clock.now() - heardAt < FRESH_MS) return isGood;
      asking ??= askNow();
      const answered = asking.then(() => isGood);
      return Promise.race([answered, pause(ANSWER_WITHIN_MS, false, { ref: false })]);
    },
  };
}

import { isStaleAssignment } from '@bellwether/kafka';
import { isMistake, persevere } from '@bellwether/runtime';
import type { IndicatorsPorts } from '../ports.ts';
import type { Tenure } from './tenure.ts';

/** The assignment under which work was begun is over; whatever it had not finished will be read again. */
export class TenureOver extends Error {
  readonly code = 'tenure-over';
  constructor() {
    super('the assignment this work belongs to is over');
  }
}

const FIRST_PAUSE_MS = 50;
const PAUSE_MAX_MS = 5_000;

/**
 * Tries a dependency until it answers or the tenure ends; a mistake of the program is thrown. The check and the call
 * happen in one turn, so an effect never begins under an assignment that has passed.
 */
export async function persist<T>(
  what: string,
  tenure: Tenure,
  ports: Pick<IndicatorsPorts, 'pause' | 'journal'>,
  attempt: () => Promise<T>,
): Promise<T> {
  return persevere(attempt, {
    firstPauseMs: FIRST_PAUSE_MS,
    longestPauseMs: PAUSE_MAX_MS,
    goOn: () => {
      if (tenure.over) throw new TenureOver();
    },
    failed: (error, failures) => {
      if (isStaleAssignment(error)) throw new TenureOver();
      if (isMistake(error)) throw error;
      ports.journal.retrying(what, failures, error);
    },
    pause: ports.pause,
  });
}

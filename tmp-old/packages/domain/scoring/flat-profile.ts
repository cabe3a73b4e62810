import type { AccountProfile } from '../indicators/evaluation.ts';

/** The account as scores and changes carry it: flat, as columns are, with a name that says whose it is. */
export interface FlatProfile extends Omit<AccountProfile, 'name'> {
  readonly accountName: string | null;
}

export function flatProfile({ name, ...profile }: AccountProfile): FlatProfile {
  return { accountName: name, ...profile };
}

/** What a run is mostly about; without one, the seed decides. */
export type Profile = 'mixed' | 'zombies' | 'crashes' | 'imports';

/**
 * Rules of PROTOCOL.md that the harness can break, and the kind of run in which that shows soonest. One rule is not
 * among them: that unchanged vectors are published once after a takeover. It takes a vector that changes and changes
 * back around a crash, one seed in thousands; the test of decide.ts pins it.
 */
export const RULES = {
  'publish, then record': 'crashes',
  'control.tenants is read before a flush': 'mixed',
  'one view of the tenants for a whole piece of work': 'imports',
  'no account is evaluated before its import has landed whole': 'imports',
  'the importer is fenced before its import is ended': 'imports',
  'accounts are due under a new epoch': 'mixed',
  'a late fact corrects the closes it touches': 'mixed',
  'the clock looks at silent accounts': 'mixed',
  'buckets are recomputed for facts seen before': 'mixed',
  'commit comes last': 'crashes',
  'commits belong to a generation': 'zombies',
  'versions are read before values': 'zombies',
  'recorded vectors are versioned': 'zombies',
  'recorded closes are versioned': 'zombies',
  'buckets are versioned': 'zombies',
  'texts are read before a version counts their facts': 'crashes',
  'the last received copy wins': 'mixed',
  'the scorer is fenced before its state is read': 'zombies',
  'scores and offsets are one transaction': 'crashes',
  'control.data-quality is read before a scorer transaction': 'mixed',
} as const satisfies Readonly<Record<string, Profile>>;

export type Rule = keyof typeof RULES;

/** How a run differs from what its seed would make of it. */
export interface Bent {
  /** The rule the harness breaks. */
  readonly broken?: Rule;
  readonly profile?: Profile;
  /** Everything happens to one account of each tenant: rare interleavings of two signals become common. */
  readonly crowded?: boolean;
}

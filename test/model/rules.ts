/** Rules of PROTOCOL.md that the harness can break, to see whether the model notices. */
export const RULES = [
  'publish, then record',
  'control.tenants is read before a flush',
  'one view of the tenants for a whole piece of work',
  'no account is evaluated before its import has landed whole',
  'the importer is fenced before its import is ended',
  'unchanged vectors are published once after a takeover',
  'accounts are due under a new epoch',
  'a late fact corrects the closes it touches',
  'the clock looks at silent accounts',
  'buckets are recomputed for facts seen before',
  'commit comes last',
  'commits belong to a generation',
  'versions are read before values',
  'recorded vectors are versioned',
  'recorded closes are versioned',
  'buckets are versioned',
  'the last received copy wins',
  'the scorer is fenced before its state is read',
  'scores and offsets are one transaction',
] as const;

export type Rule = (typeof RULES)[number];

/** What a run is mostly about; without one, the seed decides. */
export type Profile = 'mixed' | 'zombies' | 'crashes' | 'imports';

/** How a run differs from what its seed would make of it. */
export interface Bent {
  /** The rule the harness breaks. */
  readonly broken?: Rule;
  readonly profile?: Profile;
  /** Everything happens to one account of each tenant: rare interleavings of two signals become common. */
  readonly crowded?: boolean;
}

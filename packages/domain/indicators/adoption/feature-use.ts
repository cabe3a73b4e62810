import type { Measured, Reading } from '../definition.ts';
import { NOT_APPLICABLE } from '../share.ts';

/** Facets: what is used when, from the buckets; what is licensed; what serves open goals. */
export const FEATURE_USE = 'featureUse';
export const LICENSED_FEATURES = 'licensedFeatures';
export const GOAL_FEATURES = 'goalFeatures';
/** The title of the open goal that is due first; empty where none is open. */
export const NEXT_GOAL = 'nextGoal';

/** A feature that was ever used. Attempts that came to nothing are not use. */
export interface FeatureUse {
  /** Days from 1970 to its first use. */
  readonly firstDay: number;
  /** Days of the last 28 and of the last 90 whole days on which it was used. */
  readonly recentDays: number;
  readonly usedDays: number;
}

type FeatureUseRow = readonly [name: string, firstDay: number, recentDays: number, usedDays: number];
const NONE: readonly FeatureUseRow[] = [];
/** Several indicators ask the same facet. */
const read = new WeakMap<readonly FeatureUseRow[], ReadonlyMap<string, FeatureUse>>();

/** By feature; empty where none was ever used. */
export function featureUseOf({ facet }: Pick<Measured, 'facet'>): ReadonlyMap<string, FeatureUse> {
  const rows = (facet(FEATURE_USE) ?? NONE) as readonly FeatureUseRow[];
  const known = read.get(rows);
  if (known) return known;
  const use = new Map(
    rows.map(([name, firstDay, recentDays, usedDays]) => [name, { firstDay, recentDays, usedDays }]),
  );
  read.set(rows, use);
  return use;
}

export function namesOf({ facet }: Pick<Measured, 'facet'>, id: string): readonly string[] {
  return (facet(id) ?? []) as string[];
}

/** The share of `features` used in the last 28 whole days. Not applicable where there are none to use. */
export function usedShare(measured: Pick<Measured, 'facet'>, features: readonly string[]): Reading {
  const used = featureUseOf(measured);
  if (features.length === 0) return NOT_APPLICABLE;
  if (used.size === 0) return { value: null, reason: 'never' };
  const recent = features.filter((name) => (used.get(name)?.recentDays ?? 0) > 0);
  return { value: recent.length / features.length, reason: null };
}

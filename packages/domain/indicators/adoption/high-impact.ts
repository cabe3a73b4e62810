import type { FeatureTiers } from '../configuration.ts';
import type { Measured } from '../definition.ts';
import { GOAL_FEATURES, namesOf } from './feature-use.ts';
import { inForce } from './in-force.ts';

type Tier = Pick<FeatureTiers[number], 'core' | 'advanced' | 'highImpact'>;
const NO_TIER: Tier = { core: [], advanced: [], highImpact: [] };

/** What the configuration says of the account's features. */
export function tierOf(tiers: FeatureTiers, { tenantId, asOf, profile }: Measured): Tier {
  return inForce(tiers, { tenantId, asOf, segment: profile.segment }) ?? NO_TIER;
}

/** The features that serve the account's open goals, else those its segment is expected to gain most by. */
export function highImpactFeatures(tiers: FeatureTiers, measured: Measured): readonly string[] {
  const serveGoals = namesOf(measured, GOAL_FEATURES);
  return serveGoals.length > 0 ? serveGoals : distinct(tierOf(tiers, measured).highImpact);
}

export function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

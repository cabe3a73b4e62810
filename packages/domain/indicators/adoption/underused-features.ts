import type { FeatureTiers } from '../configuration.ts';
import type { DerivedIndicator, Measured } from '../definition.ts';
import { NOT_APPLICABLE } from '../share.ts';
import {
  FEATURE_USE,
  type FeatureUse,
  featureUseOf,
  GOAL_FEATURES,
  LICENSED_FEATURES,
  namesOf,
} from './feature-use.ts';
import { distinct, highImpactFeatures, tierOf } from './high-impact.ts';
import { FEATURE_TROUBLE, reasonFor, TICKETS } from './underuse-reason.ts';

/** Used on fewer days of the last 90 it is hardly used: a monthly report is in use, a look is not. */
const USED_DAYS_MIN = 3;

export function underusedFeatures(tiers: FeatureTiers): DerivedIndicator {
  const facets = [FEATURE_USE, LICENSED_FEATURES, GOAL_FEATURES];
  return {
    id: 'underused-features',
    title: 'Underused features',
    question: 'What do they leave lying, and why?',
    group: 'adoption',
    kind: 'leading',
    lens: 'data',
    unit: 'count',
    direction: 'lower-is-healthier',
    windowDays: 90,
    historyDaysMin: 0,
    from: [],
    facets,
    profile: ['segment'],
    derive: (measured) => {
      if (featureUseOf(measured).size === 0) return { value: null, reason: 'never' };
      if (expectedOf(tiers, measured).length === 0) return NOT_APPLICABLE;
      return { value: underusedOf(tiers, measured).length, reason: null };
    },
    items: {
      from: [],
      facets: [...facets, FEATURE_TROUBLE, TICKETS],
      profile: ['segment'],
      list: (measured) => {
        const used = featureUseOf(measured);
        if (used.size === 0) return [];
        return underusedOf(tiers, measured).map((item) => ({
          item,
          because: reasonFor(item, used.has(item), measured),
          amount: used.get(item)?.usedDays ?? 0,
        }));
      },
    },
    health: [
      [0, 100],
      [2, 80],
      [5, 50],
      [10, 15],
      [15, 0],
    ],
    formula:
      'Of the features the account should use (licensed, core and high-impact) those used on none of the last 28 whole days or ' +
      'on fewer than 3 of the last 90. Amounts are days of the last 90. Not applicable where none are licensed or ' +
      'configured; never while no use of any feature has been seen. Source: own definition.',
    nextStep:
      'Read the reasons in the list: show what is unknown, help where it is hard, drop what serves no goal.',
    team: 'product',
  };
}

function expectedOf(tiers: FeatureTiers, measured: Measured): readonly string[] {
  return distinct([
    ...namesOf(measured, LICENSED_FEATURES),
    ...tierOf(tiers, measured).core,
    ...highImpactFeatures(tiers, measured),
  ]);
}

function underusedOf(tiers: FeatureTiers, measured: Measured): readonly string[] {
  const used = featureUseOf(measured);
  return expectedOf(tiers, measured).filter((name) => isUnderused(used.get(name)));
}

function isUnderused(use: FeatureUse | undefined): boolean {
  return !use || use.recentDays === 0 || use.usedDays < USED_DAYS_MIN;
}

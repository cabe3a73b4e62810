import type { FeatureTiers } from '../configuration.ts';
import type { DerivedIndicator } from '../definition.ts';
import { FEATURE_USE, GOAL_FEATURES, usedShare } from './feature-use.ts';
import { highImpactFeatures } from './high-impact.ts';

/** What brings the value they bought it for: their own goals say it better than their segment does. */
export function highImpactFeatureUse(tiers: FeatureTiers): DerivedIndicator {
  return {
    id: 'high-impact-feature-use',
    title: 'High-impact features in use',
    question: 'Do they use what serves their goals?',
    group: 'adoption',
    kind: 'leading',
    lens: 'data',
    unit: 'ratio',
    direction: 'higher-is-healthier',
    windowDays: 28,
    fills: true,
    historyDaysMin: 0,
    from: [],
    facets: [FEATURE_USE, GOAL_FEATURES],
    profile: ['segment'],
    derive: (measured) => usedShare(measured, highImpactFeatures(tiers, measured)),
    health: [
      [0, 0],
      [0.4, 40],
      [0.7, 75],
      [1, 100],
    ],
    formula:
      'High-impact features used in the last 28 whole days ÷ all of them: those that serve a goal, milestone or plan which is ' +
      'open (and belongs to none that has ended), else those configured for the segment. Not applicable where there are none. ' +
      'Source: feature adoption rate, over what serves a goal.',
    nextStep: 'What would bring them value lies idle: tie it to a goal of theirs and set it up together.',
    team: 'cs',
  };
}

import type { FeatureTiers } from '../configuration.ts';
import type { DerivedIndicator } from '../definition.ts';
import { FEATURE_USE, usedShare } from './feature-use.ts';
import { distinct, tierOf } from './high-impact.ts';

export function coreFeatureUse(tiers: FeatureTiers): DerivedIndicator {
  return {
    id: 'core-feature-use',
    title: 'Core features in use',
    question: 'Do they do with it what everybody should?',
    group: 'adoption',
    kind: 'leading',
    lens: 'data',
    unit: 'ratio',
    direction: 'higher-is-healthier',
    windowDays: 28,
    fills: true,
    historyDaysMin: 0,
    from: [],
    facets: [FEATURE_USE],
    profile: ['segment'],
    derive: (measured) => usedShare(measured, distinct(tierOf(tiers, measured).core)),
    health: [
      [0, 0],
      [0.5, 40],
      [0.8, 75],
      [1, 100],
    ],
    formula:
      'Core features of the account’s segment, as configured and in force, used in the last 28 whole days ÷ all of them. ' +
      'Not applicable where none are configured. Source: feature adoption rate, as product analytics report it.',
    nextStep:
      'The basics are not part of their work yet: go back to onboarding with the team that is missing.',
    team: 'cs',
  };
}

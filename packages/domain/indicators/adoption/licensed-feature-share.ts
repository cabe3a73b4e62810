import type { DerivedIndicator } from '../definition.ts';
import { FEATURE_USE, LICENSED_FEATURES, namesOf, usedShare } from './feature-use.ts';

export const licensedFeatureShare: DerivedIndicator = {
  id: 'licensed-feature-share',
  title: 'Share of licensed features in use',
  question: 'Do they use what they pay for?',
  group: 'adoption',
  kind: 'leading',
  lens: 'data',
  unit: 'ratio',
  direction: 'higher-is-healthier',
  windowDays: 28,
  fills: true,
  historyDaysMin: 0,
  from: [],
  facets: [FEATURE_USE, LICENSED_FEATURES],
  derive: (measured) => usedShare(measured, namesOf(measured, LICENSED_FEATURES)),
  health: [
    [0, 0],
    [0.3, 30],
    [0.6, 65],
    [0.9, 100],
  ],
  formula:
    'Licensed features used in the last 28 whole days ÷ features licensed by open subscriptions, as last stated for each. ' +
    'Not applicable while none are stated. Source: feature adoption rate, over what is paid for.',
  nextStep: 'They pay for what they do not use: show it, or sell them what fits before they ask for less.',
  team: 'cs',
};

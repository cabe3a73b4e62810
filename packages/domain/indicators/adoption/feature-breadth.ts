import type { MeasuredIndicator } from '../definition.ts';
import { inWholeDays, unless } from '../sql/window.ts';

const WINDOW_DAYS = 28;

export const featureBreadth: MeasuredIndicator = {
  id: 'feature-breadth',
  title: 'Features in use',
  question: 'How much of the product do they use?',
  group: 'adoption',
  kind: 'leading',
  lens: 'data',
  unit: 'count',
  direction: 'higher-is-healthier',
  source: 'days',
  windowDays: WINDOW_DAYS,
  fills: true,
  historyDaysMin: 0,
  value: unless('{{sum(uses)}} = 0', `{{uniqExactArrayIf(used_features, ${inWholeDays(WINDOW_DAYS)})}}`),
  reason: `'never'`,
  health: [
    [0, 0],
    [1, 25],
    [3, 55],
    [6, 80],
    [10, 100],
  ],
  formula:
    'Distinct features used in the last 28 whole days, by people or integrations. ' +
    'Source: breadth of adoption, as product analytics report it.',
  nextStep: 'They use a corner of it: show the next feature that serves one of their goals.',
  team: 'product',
};

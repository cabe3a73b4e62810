import type { MeasuredIndicator } from '../definition.ts';
import { unless } from '../sql/window.ts';

/** People only: an integration that runs on proves nothing about them. */
export const daysSinceLastSeen: MeasuredIndicator = {
  id: 'days-since-last-seen',
  title: 'Days since last seen',
  question: 'When was a person last in the product?',
  group: 'usage',
  kind: 'leading',
  lens: 'data',
  unit: 'days',
  direction: 'lower-is-healthier',
  source: 'days',
  windowDays: null,
  historyDaysMin: 0,
  value: unless('{{sum(seen)}} = 0', '{{minIf(back, seen > 0)}}'),
  reason: `'never'`,
  health: [
    [0, 100],
    [3, 95],
    [7, 80],
    [14, 50],
    [30, 15],
    [60, 0],
  ],
  formula:
    'Whole UTC days since the last login or feature use by a person. ' +
    'Source: the recency of RFM analysis (Hughes, “Strategic Database Marketing”, 1994).',
  nextStep: 'Nobody has been there for a while: call, do not wait for a ticket.',
  team: 'cs',
};

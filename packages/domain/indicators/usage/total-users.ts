import type { Item, MeasuredIndicator } from '../definition.ts';
import { unless } from '../sql/window.ts';

export const totalUsers: MeasuredIndicator = {
  id: 'total-users',
  title: 'Users ever seen',
  question: 'How many people have ever been in the product?',
  group: 'usage',
  kind: 'leading',
  lens: 'data',
  unit: 'count',
  direction: 'higher-is-healthier',
  source: 'days',
  windowDays: null,
  historyDaysMin: 0,
  value: unless('{{sum(identified)}} = 0', '{{uniqExactMerge(users)}}'),
  reason: `if({{sum(seen)}} = 0, 'never', 'not-applicable')`,
  health: [
    [0, 0],
    [1, 30],
    [8, 65],
    [40, 100],
  ],
  formula:
    'Distinct people who have ever logged in or used a feature, as far as telemetry reaches back; integrations are not ' +
    'people, and who was only provisioned is not counted. Not applicable when no signal ever names a user. Behind it: how many ' +
    'were provisioned, as last stated. Source: own definition.',
  nextStep: 'Few people have ever seen it: plan with the customer whom to bring in next.',
  team: 'cs',
  items: {
    from: [],
    facets: ['provisionedUsers'],
    list: ({ facet }): Item[] => {
      const amount = facet('provisionedUsers') as number | null;
      return amount === null ? [] : [{ item: 'provisioned users', because: 'who could come', amount }];
    },
  },
};

import type { FeatureTiers } from '../configuration.ts';
import type { DerivedIndicator, Item, Measured } from '../definition.ts';
import { NOT_APPLICABLE } from '../share.ts';
import { FEATURE_USE, featureUseOf, GOAL_FEATURES, NEXT_GOAL, usedShare } from './feature-use.ts';
import { distinct, highImpactFeatures, tierOf } from './high-impact.ts';

/** Share of seats in use at which there is plenty of room, and at which a new colleague finds none. */
const SEATS_ROOMY = 0.7;
const SEATS_FULL = 0.95;

export function expansionReadiness(tiers: FeatureTiers): DerivedIndicator {
  const facets = [FEATURE_USE];
  return {
    id: 'expansion-readiness',
    title: 'Readiness to expand',
    question: 'Have they outgrown what they bought?',
    group: 'adoption',
    kind: 'leading',
    lens: 'data',
    unit: 'ratio',
    direction: 'higher-is-healthier',
    windowDays: 28,
    historyDaysMin: 0,
    from: ['seat-share'],
    facets,
    profile: ['segment'],
    derive: (measured) => {
      const seats = measured.reading('seat-share');
      const advanced = usedShare(measured, advancedOf(tiers, measured));
      const known = [
        ...(seats.value === null ? [] : [fullness(seats.value)]),
        ...(advanced.value === null ? [] : [advanced.value]),
      ];
      if (known.length > 0)
        return { value: known.reduce((sum, part) => sum + part, 0) / known.length, reason: null };
      return seats.reason === 'never' || advanced.reason === 'never'
        ? { value: null, reason: 'never' }
        : NOT_APPLICABLE;
    },
    items: {
      from: ['seat-share', 'active-users', 'licensed-seats'],
      facets,
      profile: ['segment'],
      list: (measured) => [...seatItems(measured), ...advancedItems(tiers, measured)],
    },
    proposes: {
      from: [],
      facets: [...facets, GOAL_FEATURES, NEXT_GOAL],
      profile: ['segment'],
      list: (measured) => proposedOf(tiers, measured),
    },
    health: [
      [0, 40],
      [0.5, 75],
      [1, 100],
    ],
    formula:
      'Mean of two parts, 0 to 1, of those that can be told: how near the seat limit they are (0 up to 70 % of seats in use, ' +
      '1 from 95 %), and the share of the segment’s advanced features used in the last 28 whole days. Not applicable ' +
      'without seats and advanced features. Source: own definition.',
    nextStep:
      'Where it is high, talk about growth before they run into the limit; the list says what to start from.',
    team: 'sales',
  };
}

function fullness(seatShare: number): number {
  return Math.min(1, Math.max(0, (seatShare - SEATS_ROOMY) / (SEATS_FULL - SEATS_ROOMY)));
}

function advancedOf(tiers: FeatureTiers, measured: Measured): readonly string[] {
  return distinct(tierOf(tiers, measured).advanced);
}

function seatItems({ reading }: Measured): Item[] {
  const share = reading('seat-share').value;
  if (share === null || share <= SEATS_ROOMY) return [];
  const [active, seats] = [reading('active-users').value, reading('licensed-seats').value];
  return [{ item: 'seats', because: `${active} of ${seats} seats are in use`, amount: active }];
}

function advancedItems(tiers: FeatureTiers, measured: Measured): Item[] {
  const used = featureUseOf(measured);
  return advancedOf(tiers, measured).flatMap((item) => {
    const days = used.get(item)?.recentDays ?? 0;
    return days === 0
      ? []
      : [{ item, because: 'an advanced feature, used on so many of the last 28 days', amount: days }];
  });
}

/**
 * What they do not use yet of what would bring them most, then of what others have grown into; the goal that is due next
 * where that is nothing.
 */
function proposedOf(tiers: FeatureTiers, measured: Measured): Item[] {
  const used = featureUseOf(measured);
  const features = distinct([...highImpactFeatures(tiers, measured), ...advancedOf(tiers, measured)])
    .filter((feature) => (used.get(feature)?.recentDays ?? 0) === 0)
    .map((item) => ({ item, because: 'not used in the last 28 whole days', amount: null }));
  const goal = measured.facet(NEXT_GOAL);
  if (features.length > 0 || typeof goal !== 'string' || goal === '') return features;
  return [{ item: `the goal “${goal}”`, because: 'due next', amount: null }];
}

import { median } from '../../statistics/median.ts';
import { DAY_MS } from '../../time/days.ts';
import type { IndicatorConfiguration } from '../configuration.ts';
import type { DerivedIndicator, Measured, Reading } from '../definition.ts';
import { NOT_APPLICABLE } from '../share.ts';
import { FEATURE_USE, featureUseOf } from './feature-use.ts';
import { distinct, tierOf } from './high-impact.ts';
import { inForce } from './in-force.ts';

type Adoption = Pick<IndicatorConfiguration, 'features' | 'timeToAdoption'>;

const ONBOARDING = 'onboarding';
const SUBSCRIBED_SINCE = 'subscribedSince';
const TELEMETRY_SINCE = 'telemetrySince';
const FACETS = [FEATURE_USE, ONBOARDING, SUBSCRIBED_SINCE, TELEMETRY_SINCE];

/** Goals come and go, and a goal set today says nothing of how they began: only what is configured counts. */
export function timeToAdoption(configuration: Adoption): DerivedIndicator {
  return {
    id: 'time-to-adoption',
    title: 'Time to adoption against expectation',
    question: 'Did they get going as fast as accounts like them should?',
    group: 'adoption',
    kind: 'leading',
    lens: 'data',
    unit: 'ratio',
    direction: 'lower-is-healthier',
    windowDays: null,
    historyDaysMin: 0,
    from: [],
    facets: FACETS,
    profile: ['segment'],
    derive: (measured) => adoptionOf(configuration, measured),
    items: {
      from: [],
      facets: FACETS,
      profile: ['segment'],
      list: (measured) => {
        const began = beginningOf(measured);
        if (began === null) return [];
        const used = featureUseOf(measured);
        return featuresOf(configuration, measured).map((item) => ({
          item,
          because: used.has(item) ? 'days to its first use' : 'not used yet, days so far',
          amount: daysTaken(item, began, measured),
        }));
      },
    },
    health: [
      [0, 100],
      [1, 85],
      [2, 45],
      [4, 0],
    ],
    formula:
      'Median over the configured core and high-impact features of the whole days from the start to their first use, or so ' +
      'far where there is none ÷ the days expected of the segment or touch model. The start is that of onboarding, else of the ' +
      'first subscription; earlier use counts 0. Too little history when telemetry began later than use was expected; ' +
      'not applicable without a start, features or an expectation. ' +
      'Source: time to value, told by the features that bring it.',
    nextStep:
      'They are slow to get going: find the step of onboarding where they stopped, and take it with them.',
    team: 'cs',
  };
}

function adoptionOf(configuration: Adoption, measured: Measured): Reading {
  const { tenantId, asOf, facet, profile } = measured;
  const [touchModel] = onboardingOf(measured);
  const expected = inForce(configuration.timeToAdoption, {
    tenantId,
    asOf,
    segment: profile.segment,
    touchModel,
  });
  const features = featuresOf(configuration, measured);
  const began = beginningOf(measured);
  if (!expected || features.length === 0 || began === null) return NOT_APPLICABLE;
  const seenSince = facet(TELEMETRY_SINCE) as number | null;
  if (seenSince === null) return { value: null, reason: 'never' };
  if (seenSince > began + expected.days) return { value: null, reason: 'too-little-history' };
  const days = features.map((name) => daysTaken(name, began, measured));
  return { value: median(days) / expected.days, reason: null };
}

function onboardingOf({ facet }: Pick<Measured, 'facet'>) {
  return (facet(ONBOARDING) ?? [null, null]) as [touchModel: string | null, startedAtMs: number | null];
}

/** Days from 1970; null where nothing says it. */
function beginningOf(measured: Measured): number | null {
  const [, onboardedAt] = onboardingOf(measured);
  const ms = onboardedAt ?? (measured.facet(SUBSCRIBED_SINCE) as number | null);
  return ms === null || ms > measured.asOf ? null : Math.floor(ms / DAY_MS);
}

function featuresOf({ features }: Adoption, measured: Measured): readonly string[] {
  const { core, highImpact } = tierOf(features, measured);
  return distinct([...core, ...highImpact]);
}

function daysTaken(feature: string, began: number, measured: Measured): number {
  const first = featureUseOf(measured).get(feature)?.firstDay ?? Math.floor(measured.asOf / DAY_MS);
  return Math.max(0, first - began);
}

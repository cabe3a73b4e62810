import { readIndicatorConfiguration } from '@bellwether/configuration';
import {
  type AssessmentTemplate,
  assessmentSchema,
  type IndicatorConfiguration,
  indicatorsOf,
  scoredQuestions,
} from '@bellwether/domain';
import { TEST_FEATURES } from './test-features.ts';

/** A template of one's own, whose only question has been given other steps since its first version. */
function ownTemplate(version: number, health: readonly number[]): AssessmentTemplate {
  const steps = Object.fromEntries(
    health.map((points, n) => [n + 1, { means: `step ${n + 1}`, health: points }]),
  );
  return assessmentSchema.parse({
    id: 'own',
    version,
    title: 'Our own',
    questions: [{ id: 'executive-sponsorship', title: 'Sponsorship', question: 'Do they back us?', steps }],
  });
}

export const OWN_HEALTH = { first: [0, 25, 50, 75, 100], present: [10, 20, 50, 60, 90] } as const;

const shipped = readIndicatorConfiguration();

/** What is shipped, with features and questions of one's own. */
export const TEST_CONFIGURATION: IndicatorConfiguration = {
  ...shipped,
  ...TEST_FEATURES,
  questions: [
    ...shipped.questions,
    ...scoredQuestions([ownTemplate(2, OWN_HEALTH.present)], [ownTemplate(1, OWN_HEALTH.first)]),
  ],
};

export const TEST_INDICATORS = indicatorsOf(TEST_CONFIGURATION);

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  featuresSchema,
  type Indicator,
  type IndicatorConfiguration,
  indicatorsOf,
  scoredQuestions,
} from '@bellwether/domain';
import { readAssessments } from './assessments.ts';
import { readYamlFile } from './read-file.ts';

/** The configuration in this repository. */
export const SHIPPED_CONFIG_DIR = fileURLToPath(new URL('../../config', import.meta.url));

/** What an operator decides about indicators, from a folder like `config/`. @throws ConfigurationFault */
export function readIndicatorConfiguration(dir: string = SHIPPED_CONFIG_DIR): IndicatorConfiguration {
  const { templates, earlier } = readAssessments(join(dir, 'assessments'));
  const { tiers, timeToAdoption } = readYamlFile(join(dir, 'features.yaml'), featuresSchema);
  return { features: tiers, timeToAdoption, questions: scoredQuestions(templates, earlier) };
}

/** Every indicator there is under a folder's configuration. */
export function readIndicators(dir: string = SHIPPED_CONFIG_DIR): readonly Indicator[] {
  return indicatorsOf(readIndicatorConfiguration(dir));
}

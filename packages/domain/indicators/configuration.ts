import { z } from 'zod';
import type { ScoredQuestion } from '../assessments/questions.ts';

const from = z.iso.date().optional().describe('In force from this UTC day on; left out: always');
const tenant = z.string().min(1).optional().describe('Only for accounts of this tenant');
const segment = z.string().min(1).optional().describe('Only for accounts of this segment');
const names = z.array(z.string().min(1)).default([]);

/** Which features matter, for whom and since when. Entries are dated: a later one never changes an earlier day. */
const featureTier = z.strictObject({
  from,
  tenant,
  segment,
  core: names.describe('What every account is expected to use'),
  advanced: names.describe('What accounts use that have grown into the product'),
  highImpact: names.describe(
    'What brings the value they bought it for, unless their goals name other features',
  ),
});

const adoptionExpectation = z.strictObject({
  from,
  tenant,
  segment,
  touchModel: z.string().min(1).optional().describe('Only for accounts of this touch model'),
  days: z.int().min(1).describe('Days from the start in which core and high-impact features are first used'),
});

export const featuresSchema = z.strictObject({
  $schema: z.string().optional(),
  tiers: z
    .array(featureTier)
    .default([])
    .describe('Of those in force that fit the account, the last one counts'),
  timeToAdoption: z
    .array(adoptionExpectation)
    .default([])
    .describe('Of those in force that fit the account, the last one counts'),
});
export type FeatureTiers = z.output<typeof featuresSchema>['tiers'];
export type AdoptionExpectations = z.output<typeof featuresSchema>['timeToAdoption'];

/** What an operator decides about indicators. */
export interface IndicatorConfiguration {
  readonly features: FeatureTiers;
  readonly timeToAdoption: AdoptionExpectations;
  /** Each is an indicator. */
  readonly questions: readonly ScoredQuestion[];
}

export const NOTHING_CONFIGURED: IndicatorConfiguration = { features: [], timeToAdoption: [], questions: [] };

/** For editors: `config/features.schema.json`. */
export function featuresJsonSchema(): object {
  return z.toJSONSchema(featuresSchema, { io: 'input' });
}

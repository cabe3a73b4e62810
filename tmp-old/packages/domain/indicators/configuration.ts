import { z } from 'zod';

const names = z.array(z.string().min(1)).default([]);

/** Which features matter, for whom and since when. Entries are dated: a later one never changes an earlier day. */
const featureTier = z.strictObject({
  from: z.iso.date().optional().describe('In force from this UTC day on; left out: always'),
  segment: z.string().min(1).optional().describe('Only for accounts of this segment'),
  core: names.describe('What every account is expected to use'),
  advanced: names.describe('What accounts use that have grown into the product'),
  highImpact: names.describe(
    'What brings the value they bought it for, unless their goals name other features',
  ),
});

export const featuresSchema = z.strictObject({
  $schema: z.string().optional(),
  tiers: z
    .array(featureTier)
    .default([])
    .describe('Of those in force that fit the account, the last one counts'),
});
export type FeatureTiers = z.output<typeof featuresSchema>['tiers'];

/** What an operator decides about indicators. */
export interface IndicatorConfiguration {
  readonly features: FeatureTiers;
}

export const NOTHING_CONFIGURED: IndicatorConfiguration = { features: [] };

/** For editors: `config/features.schema.json`. */
export function featuresJsonSchema(): object {
  return z.toJSONSchema(featuresSchema, { io: 'input' });
}

import type { IndicatorConfiguration } from '@bellwether/domain';

/** Tiers and expectations with dates and segments, so that histories fall on both sides of each. */
export const TEST_FEATURES: Pick<IndicatorConfiguration, 'features' | 'timeToAdoption'> = {
  features: [
    { from: '2023-12-15', core: ['reports', 'export'], advanced: ['api'], highImpact: ['größe', 'sso'] },
    { segment: 'enterprise', core: ['reports'], advanced: ['api', 'sso'], highImpact: ['export', 'export'] },
    { from: '2024-03-01', segment: 'smb', core: [], advanced: [], highImpact: ['api'] },
  ],
  timeToAdoption: [
    { days: 30 },
    { touchModel: 'low-touch', days: 60 },
    { from: '2024-02-01', segment: 'enterprise', touchModel: 'high-touch', days: 14 },
  ],
};

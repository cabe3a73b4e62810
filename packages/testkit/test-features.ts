import type { IndicatorConfiguration } from '@bellwether/domain';

/** Tenants with features of their own, whose accounts have the ids of others. */
const OWN_TENANTS = Array.from({ length: 100 }, (_, n) => `bolt-${n}`);

/** Tiers and expectations with dates, segments and tenants, so that histories fall on both sides of each. */
export const TEST_FEATURES: Pick<IndicatorConfiguration, 'features' | 'timeToAdoption'> = {
  features: [
    { from: '2023-12-15', core: ['reports', 'export'], advanced: ['api'], highImpact: ['größe', 'sso'] },
    { segment: 'enterprise', core: ['reports'], advanced: ['api', 'sso'], highImpact: ['export', 'export'] },
    { from: '2024-03-01', segment: 'smb', core: [], advanced: [], highImpact: ['api'] },
    { tenant: 'elsewhere', core: ['audit'], advanced: ['audit'], highImpact: ['audit'] },
    ...OWN_TENANTS.map((tenant) => ({
      tenant,
      from: '2024-01-15',
      core: ['sso'],
      advanced: ['export'],
      highImpact: ['reports'],
    })),
  ],
  timeToAdoption: [
    { days: 30 },
    { touchModel: 'low-touch', days: 60 },
    { from: '2024-02-01', segment: 'enterprise', touchModel: 'high-touch', days: 14 },
    { tenant: 'elsewhere', days: 1 },
    ...OWN_TENANTS.map((tenant) => ({ tenant, segment: 'smb', days: 10 })),
  ],
};

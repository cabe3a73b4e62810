import type { FleetMetric } from './definition.ts';
import { churnRate } from './metrics/churn-rate.ts';
import { customerAcquisitionCost } from './metrics/customer-acquisition-cost.ts';
import { grr } from './metrics/grr.ts';
import { lifetimeValue } from './metrics/lifetime-value.ts';
import { ltvToCac } from './metrics/ltv-to-cac.ts';
import { nrr } from './metrics/nrr.ts';
import { projectedLifetimeValue } from './metrics/projected-lifetime-value.ts';
import { renewalRate } from './metrics/renewal-rate.ts';
import { retentionCost } from './metrics/retention-cost.ts';
import { retentionCostShare } from './metrics/retention-cost-share.ts';

/** Every fleet metric. Adding one is adding its file and its line here. */
export const FLEET_METRICS: readonly FleetMetric[] = [
  churnRate,
  renewalRate,
  grr,
  nrr,
  customerAcquisitionCost,
  lifetimeValue,
  projectedLifetimeValue,
  ltvToCac,
  retentionCost,
  retentionCostShare,
];

export function fleetMetricById(id: string): FleetMetric | undefined {
  return FLEET_METRICS.find((metric) => metric.id === id);
}

import type { Measurement } from '../measurement.ts';
import type { WorkloadSize } from '../workload/signals.ts';
import { curvesOf } from './plan.ts';
import { measurePoint, type Point } from './point.ts';
import { sectionOf, summaryOf } from './section.ts';

export const growth: Measurement = {
  id: 'growth',
  summary:
    'what becomes of rates, latency and memory with more accounts and days (once each, whatever --rounds)',
  run: async (context) => {
    const curves = curvesOf(context.sizes);
    const points = new Map<WorkloadSize, Point>();
    for (const size of [...curves.accounts, ...curves.days]) {
      context.say(`${size.accounts} accounts, ${size.days} days, ${size.signals} signals`);
      const point = await measurePoint(context, size);
      points.set(size, point);
      context.say(`measured: ${summaryOf(point)}`);
    }
    const on = (curve: readonly WorkloadSize[]) => curve.map((size) => points.get(size)!);
    return sectionOf({
      accounts: on(curves.accounts),
      days: on(curves.days),
      base: points.get(curves.base)!,
    });
  },
};

import type { BenchContext, Measurement } from '../measurement.ts';
import type { WorkloadSize } from '../workload/signals.ts';
import { baseOf, growingInAccounts, growingInDays } from './plan.ts';
import { measurePoint, type Point } from './point.ts';
import { accountsSection, daysSection, summaryOf } from './section.ts';

export const growth: Measurement = {
  id: 'growth',
  summary: 'what becomes of rates, latency and memory with more accounts (once each, whatever --rounds)',
  takes: ['sizes', 'seconds'],
  run: async (context) =>
    accountsSection(await measureAll(context, growingInAccounts(context.sizes)), baseOf(context.sizes)),
};

export const growthDays: Measurement = {
  id: 'growth-days',
  summary: 'the same with more days of history',
  takes: ['sizes', 'seconds'],
  run: async (context) => daysSection(await measureAll(context, growingInDays(context.sizes))),
};

async function measureAll(context: BenchContext, sizes: readonly WorkloadSize[]): Promise<Point[]> {
  const points: Point[] = [];
  for (const size of sizes) {
    context.say(`${size.accounts} accounts, ${size.days} days, ${size.signals} signals`);
    const point = await measurePoint(context, size);
    points.push(point);
    context.say(`measured: ${summaryOf(point)}`);
  }
  return points;
}

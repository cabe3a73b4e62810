import { catchUp, catchUpDay, catchUpFull } from './catch-up/catch-up.ts';
import { gateway } from './gateway/gateway.ts';
import { growth, growthDays } from './growth/growth.ts';
import { latency } from './latency/latency.ts';
import type { Measurement } from './measurement.ts';
import { scaleOut } from './scale-out/scale-out.ts';
import { startUp } from './start-up/start-up.ts';

/** All there are, in the order of the report. */
export const MEASUREMENTS: readonly Measurement[] = [
  catchUp,
  catchUpDay,
  catchUpFull,
  latency,
  startUp,
  gateway,
  scaleOut,
  growth,
  growthDays,
];

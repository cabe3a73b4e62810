import type { Instant } from '@bellwether/domain';
import { Random } from '../../model/random.ts';
import { happeningOf } from './happenings.ts';
import { populationOf } from './population.ts';
import { MIX, signalOf, type Workload, type WorkloadSignal } from './signals.ts';

/** Makes the signal that is sent at an instant. */
export type LiveSignals = (now: Instant) => WorkloadSignal;

/** Goes on from a workload: the same accounts with the same mix, each signal received and happening as it is sent. */
export function liveSignals(
  of: Pick<Workload, 'tenantId' | 'accounts' | 'users'>,
  seed: number,
): LiveSignals {
  const random = new Random(seed);
  const population = populationOf(of.accounts, of.users);
  return (now) => {
    const topic = random.weighted(MIX);
    const happening = happeningOf(topic, population.pick(random), population, now, random);
    return signalOf(of, population, happening, now, 0, random);
  };
}

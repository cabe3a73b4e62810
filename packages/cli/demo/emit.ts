import type { SignalTopic } from '@bellwether/contracts';
import { DAY_MS, type Day, type Instant, startOfDay } from '@bellwether/domain';
import type { DemoAccount } from './company.ts';
import type { Random } from './random.ts';
import type { HiddenState, Shock } from './state.ts';

/** A signal of the demo company, before it gets its envelope. */
export interface DemoSignal {
  readonly topic: SignalTopic;
  readonly accountId: string;
  readonly occurredAt: Instant;
  readonly userId?: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export type Emit = (
  topic: SignalTopic,
  occurredAt: Instant,
  fields: Readonly<Record<string, unknown>>,
  userId?: string,
) => void;

/** One account on one day, as the behaviours see it. */
export interface DayContext {
  readonly account: DemoAccount;
  readonly state: HiddenState;
  readonly shocks: readonly Shock[];
  readonly day: Day;
  /** Days since the account became a customer. */
  readonly age: number;
  readonly weekend: boolean;
  readonly random: Random;
  readonly emit: Emit;
}

const WORK_STARTS_MS = 7 * 3_600_000;
const WORK_ENDS_MS = 19 * 3_600_000;

/** Some instant in the working hours of a day. */
export function workingHour(day: Day, random: Random): Instant {
  return startOfDay(day) + Math.floor(random.between(WORK_STARTS_MS, WORK_ENDS_MS));
}

export function hoursAfter(instant: Instant, hours: number): Instant {
  return Math.floor(instant + hours * 3_600_000);
}

export function daysAfter(instant: Instant, days: number): Instant {
  return instant + days * DAY_MS;
}

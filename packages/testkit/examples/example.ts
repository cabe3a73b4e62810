import { addDays, closeOf, type Instant, type MissingReason, startOfDay } from '@bellwether/domain';
import type { Signal, SignalOf } from '../oracles/signals.ts';

/** A case worked out by hand: what happened, and what the indicator must say. */
export interface Example {
  readonly indicator: string;
  readonly because: string;
  readonly signals: readonly Signal[];
  readonly asOf: Instant;
  readonly expected: number | MissingReason;
}

export const LAST_DAY = '2026-06-30';
export const CLOSE = closeOf(LAST_DAY);
export const NOON_MS = 43_200_000;

/** Noon (or another time) so many days before the last day. */
export function ago(days: number, msOfDay: number = NOON_MS): Instant {
  return startOfDay(addDays(LAST_DAY, -days)) + msOfDay;
}

type Said<T extends Signal['topic']> = Partial<SignalOf<T>> & { readonly at: Instant };

/** Makes signals of one topic, each with what it does not say filled in, and an id of its own. */
export function signalsOf<T extends Signal['topic']>(topic: T, common: Partial<SignalOf<T>>) {
  return (...said: Said<T>[]): Signal[] =>
    said.map(({ at, ...rest }, n) => ({
      topic,
      tenantId: 'examples',
      accountId: 'one',
      eventId: `${topic}-${n}`,
      source: 'example',
      occurredAt: at,
      receivedAt: at + n,
      ...common,
      ...rest,
    })) as unknown as Signal[];
}

/** Examples of one indicator, as of {@link CLOSE} unless they say otherwise. */
export function examplesOf(
  indicator: string,
  cases: Readonly<
    Record<string, [signals: readonly Signal[], expected: Example['expected'], asOf?: Instant]>
  >,
): Example[] {
  return Object.entries(cases).map(([because, [signals, expected, asOf = CLOSE]]) => ({
    indicator,
    because,
    signals,
    expected,
    asOf,
  }));
}

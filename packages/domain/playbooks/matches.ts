import type { PlaybookEvent } from './event.ts';
import type { Playbook, PlaybookCondition } from './rule.ts';

/** Whether the playbook reacts to the change; `why` is the index of the first condition that holds, from 0. */
export type Match =
  | { readonly kind: 'matched'; readonly condition: number }
  | {
      readonly kind: 'skipped';
      readonly reason: 'disabled' | 'other-tenant' | 'initial' | 'no-condition-holds';
    };

/** Pure: the same rule and the same event always give the same answer. */
export function matches(playbook: Playbook, event: PlaybookEvent): Match {
  if (!playbook.enabled) return { kind: 'skipped', reason: 'disabled' };
  if (playbook.tenants !== undefined && !isOneOf(playbook.tenants, event.tenantId)) {
    return { kind: 'skipped', reason: 'other-tenant' };
  }
  if (isOnlyInitial(event) && !playbook.includeInitial) return { kind: 'skipped', reason: 'initial' };
  const condition = playbook.when.findIndex((one) => holds(one, event));
  return condition < 0 ? { kind: 'skipped', reason: 'no-condition-holds' } : { kind: 'matched', condition };
}

/** As an import scores every account at once: no news about any of them. A new account's first score says why it is news. */
function isOnlyInitial(event: PlaybookEvent): boolean {
  return triggersOf(event).every((trigger) => trigger === 'initial');
}

function triggersOf({ trigger, triggers }: PlaybookEvent): readonly string[] {
  return triggers.length > 0 ? triggers : [trigger];
}

type Tests = {
  readonly [K in keyof PlaybookCondition]-?: (
    wanted: NonNullable<PlaybookCondition[K]>,
    event: PlaybookEvent,
  ) => boolean;
};

/** One line per condition key; the compiler notices a missing one. */
const TESTS: Tests = {
  trigger: (wanted, e) => anyOf(wanted, triggersOf(e)),
  changeKind: (wanted, e) => isOneOf(wanted, e.changeKind),
  bandEntered: (wanted, e) => isOneOf(wanted, e.band) && e.previousBand !== e.band,
  bandLeft: (wanted, e) =>
    e.previousBand !== null && isOneOf(wanted, e.previousBand) && e.band !== e.previousBand,
  flagsAdded: (wanted, e) => anyOf(wanted, e.flagsAdded),
  flagsRemoved: (wanted, e) => anyOf(wanted, e.flagsRemoved),
  hasFlag: (wanted, e) => anyOf(wanted, e.flags),
  indicatorFell: (wanted, e) =>
    anyOf(
      wanted,
      e.contributions.filter((line) => line.deltaTenths < 0).map((line) => line.id),
    ),
  scoreDropMin: (wanted, e) =>
    e.scoreTenths !== null &&
    e.previousScoreTenths !== null &&
    e.previousScoreTenths - e.scoreTenths >= wanted * 10,
  scoreBelow: (wanted, e) => e.scoreTenths !== null && e.scoreTenths < wanted * 10,
  lensGapMin: (wanted, e) =>
    e.dataTenths !== null && e.humanTenths !== null && Math.abs(e.dataTenths - e.humanTenths) >= wanted * 10,
  segment: (wanted, e) => e.segment !== null && isOneOf(wanted, e.segment),
  mrrMin: (wanted, e) => e.mrr !== null && e.mrr >= wanted,
};

function holds(condition: PlaybookCondition, event: PlaybookEvent): boolean {
  return Object.entries(condition).every(([key, wanted]) => {
    if (wanted === undefined) return true;
    const test = TESTS[key as keyof Tests] as (wanted: unknown, event: PlaybookEvent) => boolean;
    return test(wanted, event);
  });
}

function isOneOf<T>(wanted: T | readonly T[], actual: string): boolean {
  return Array.isArray(wanted) ? wanted.includes(actual) : wanted === actual;
}

function anyOf<T>(wanted: T | readonly T[], actual: readonly string[]): boolean {
  return actual.some((one) => isOneOf(wanted, one));
}

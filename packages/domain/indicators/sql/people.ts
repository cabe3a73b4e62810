import { inWholeDays } from './window.ts';

/** SQL, a set of the distinct people of a uniqExact column over the last whole days, to be counted or joined with another. */
export function peopleWithin(days: number, column: 'users' | 'askers' = 'users'): string {
  return `{{uniqExactMergeStateIf(${column}, ${inWholeDays(days)})}}`;
}

/** SQL: how many are in any of these sets. */
export function countOf(...sets: readonly string[]): string {
  return sets.length === 1
    ? `finalizeAggregation(${sets[0]})`
    : `arrayReduce('uniqExactMerge', [${sets.join(', ')}])`;
}

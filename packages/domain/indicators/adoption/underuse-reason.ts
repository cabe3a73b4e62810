import type { Measured } from '../definition.ts';
import { GOAL_FEATURES, namesOf } from './feature-use.ts';

/** Details of the last 90 whole days: errors and vain days by feature; tickets by category and feature. */
export const FEATURE_TROUBLE = 'featureTrouble';
export const TICKETS = 'ticketCategories';
const HELP = ['how-to', 'usability'];

/**
 * The likely reason, most telling first: trouble with it, which was met by somebody who tried; then that nobody ever did;
 * then that it serves none of their goals. What a goal needs and people have known without trouble has fallen out of use.
 */
export function reasonFor(feature: string, everUsed: boolean, measured: Pick<Measured, 'facet'>): string {
  const errors = errorsOf(feature, measured);
  const tickets = questionsOf(feature, measured);
  if (errors + tickets > 0) return `complexity: ${errors} errors and ${tickets} questions in 90 days`;
  if (!everUsed) return 'awareness: never tried';
  const goals = namesOf(measured, GOAL_FEATURES);
  if (goals.length === 0) return 'misalignment: serves no goal that we know';
  if (!goals.includes(feature)) return 'misalignment: serves none of their goals';
  return 'lapsed: used before, and a goal needs it';
}

function errorsOf(feature: string, { facet }: Pick<Measured, 'facet'>): number {
  const counts = (facet(FEATURE_TROUBLE) ?? []) as [feature: string, count: number][];
  return counts.find(([name]) => name === feature)?.[1] ?? 0;
}

function questionsOf(about: string, { facet }: Pick<Measured, 'facet'>): number {
  const counts = (facet(TICKETS) ?? []) as [category: string, feature: string, count: number][];
  return counts
    .filter(([category, feature]) => feature === about && HELP.includes(category))
    .reduce((sum, [, , count]) => sum + count, 0);
}

import type { KnownById } from './blend.ts';
import type { OverrideInForce } from './override.ts';
import type { ScoreLine } from './score.ts';
import { type Condition, holds, type Scorecard } from './scorecard.ts';

export type LineKind = 'indicator' | 'roll-up' | 'floor' | 'cap' | 'override';

export const OVERRIDE_LINE = 'override';

export function rollUpId(group: string): string {
  return `roll-up/${group}`;
}

export function rollUpTitle(group: string): string {
  return `${group}: only as healthy as its worst`;
}

/** What an adjustment is called that no longer stands; its limit is not kept. */
export function goneTitle(id: string, titleOf: (indicator: string) => string): string {
  const [kind, of] = [id.slice(0, id.indexOf('/')), id.slice(id.indexOf('/') + 1)];
  if (kind === 'roll-up') return rollUpTitle(of);
  if (kind === 'cap') return `held down by ${titleOf(of)}`;
  return kind === 'floor' ? `held up by ${titleOf(of)}` : titleOf(id);
}

/**
 * Floors, then caps, so that a cap has the last word: nothing may lift an account above what a cap allows.
 * A line for each that changed the score.
 */
export function adjust(card: Scorecard, known: KnownById, tenths: number): ScoreLine[] {
  const valueFor = (when: Condition) => known.get(when.indicator)?.value;
  const floor = strictest(
    card.floors.filter((f) => holds(f.when, valueFor(f.when))),
    (f) => -f.atLeast,
  );
  const raised = floor === undefined ? tenths : Math.max(tenths, Math.round(floor.atLeast * 10));
  const cap = strictest(
    card.caps.filter((c) => holds(c.when, valueFor(c.when))),
    (c) => c.atMost,
  );
  const capped = cap === undefined ? raised : Math.min(raised, Math.round(cap.atMost * 10));
  const lines: ScoreLine[] = [];
  if (floor !== undefined && raised !== tenths)
    lines.push(line('floor', card, known, floor.when, `at least ${floor.atLeast}`, raised - tenths));
  if (cap !== undefined && capped !== raised)
    lines.push(line('cap', card, known, cap.when, `at most ${cap.atMost}`, capped - raised));
  return lines;
}

/** The line that makes the lines sum to an override. */
export function overrideLine(override: OverrideInForce, computedTenths: number): ScoreLine {
  return {
    id: OVERRIDE_LINE,
    kind: 'override',
    group: '',
    title: `Set by ${override.author}: ${override.note}`,
    value: null,
    healthTenths: null,
    weight: 0,
    tenths: override.scoreTenths - computedTenths,
  };
}

function line(
  kind: 'cap' | 'floor',
  card: Scorecard,
  known: KnownById,
  when: Condition,
  limit: string,
  tenths: number,
): ScoreLine {
  const title = known.get(when.indicator)!.indicator.title;
  const side = when.below !== undefined ? `below ${when.below}` : `above ${when.above}`;
  return {
    id: `${kind}/${when.indicator}`,
    kind,
    group: card.groups.find((g) => g.indicators.some((i) => i.id === when.indicator))?.id ?? '',
    title: `${limit} while ${title} is ${side}`,
    value: null,
    healthTenths: null,
    weight: 0,
    tenths,
  };
}

function strictest<T>(rules: readonly T[], limitOf: (rule: T) => number): T | undefined {
  return rules.reduce<T | undefined>(
    (best, rule) => (best === undefined || limitOf(rule) < limitOf(best) ? rule : best),
    undefined,
  );
}

import type { Evaluation } from '../indicators/evaluation.ts';
import { goneTitle } from './adjustments.ts';
import type { ChangeKind, ChangeLine, KindDelta } from './change.ts';
import type { ScoringRules } from './closes.ts';
import type { Drift } from './drift.ts';
import type { ScoreLine } from './score.ts';
import type { Emitted, EmittedLine } from './state.ts';

export interface Compared {
  readonly now: readonly ScoreLine[];
  /** What is known of an indicator, whether it counts or not: below the least coverage there are no lines. */
  readonly valueNow: (indicator: string) => number | null;
  /** Null when there is nothing to compare with: an initial change. */
  readonly emitted: Pick<Emitted, 'contributions'> | null;
  /** The lines of the same vector under the scorecard of the last emitted change, where that was another one. */
  readonly underEmittedCard: readonly ScoreLine[] | null;
  /** No fact came in since the last emitted change: only the clock moved. */
  readonly factsSame: boolean;
  /** What the clock moved since then, also where facts came in between. */
  readonly drift: readonly Drift[];
  readonly rules: Pick<ScoringRules, 'indicators'>;
}

/** What a vector says of an indicator; null where it may not speak. */
export function valuesIn({ values }: Pick<Evaluation, 'values'>): (indicator: string) => number | null {
  const known = new Map(values.map(({ indicator, value }) => [indicator, value]));
  return (indicator) => known.get(indicator) ?? null;
}

/** The lines of the score, and those of the last emitted change that are gone, each with its delta and that delta's kind. */
export function deltasOf(compared: Compared): ChangeLine[] {
  const { now, emitted } = compared;
  if (emitted === null)
    return now.map((line) => ({
      ...line,
      previousValue: null,
      deltaTenths: line.tenths,
      changeKind: 'initial',
    }));
  const before = new Map(emitted.contributions.map((line) => [line.id, line]));
  const present = new Set(now.map((line) => line.id));
  const gone = emitted.contributions
    .filter((line) => !present.has(line.id))
    .map((line) => emptied(line, compared));
  const lines = [...now, ...gone];
  const kinds = new Map([
    ...now.map((line) => [line.id, ownKind(line, before.get(line.id), compared)] as const),
    ...gone.map((line) => [line.id, goneKind(line, before.get(line.id), compared)] as const),
  ]);
  const withDelta = lines.map((line) => {
    const earlier = before.get(line.id);
    return {
      ...line,
      previousValue: earlier?.value ?? null,
      deltaTenths: line.tenths - (earlier?.tenths ?? 0),
    };
  });
  const dominant = dominantOf(withDelta, kinds) ?? fallback(compared);
  const lost = gone.some((line) => kinds.get(line.id) === 'data-gap');
  const rest = (lost ? 'data-gap' : shiftedKind(now, before, compared)) ?? dominant;
  return withDelta.map((line) => ({
    ...line,
    changeKind: kinds.get(line.id) ?? (line.kind === 'indicator' ? rest : dominant),
  }));
}

/** The change split by kind, the largest absolute part first. */
export function kindDeltasOf(lines: readonly ChangeLine[]): KindDelta[] {
  const sums = new Map<ChangeKind, number>();
  for (const { changeKind, deltaTenths } of lines)
    if (deltaTenths !== 0) sums.set(changeKind, (sums.get(changeKind) ?? 0) + deltaTenths);
  return [...sums]
    .map(([kind, deltaTenths]) => ({ kind, deltaTenths }))
    .sort((a, b) => Math.abs(b.deltaTenths) - Math.abs(a.deltaTenths) || (a.kind < b.kind ? -1 : 1));
}

function emptied(line: EmittedLine, { rules, valueNow }: Compared): ScoreLine {
  const titleOf = (id: string) => rules.indicators.get(id)?.title ?? id;
  const title = goneTitle(line.id, titleOf);
  return { ...line, title, value: valueNow(line.id), healthTenths: null, weight: 0, tenths: 0 };
}

/** The kind a line says of itself; undefined where its delta only follows from others. */
function ownKind(
  line: ScoreLine,
  before: EmittedLine | undefined,
  compared: Compared,
): ChangeKind | undefined {
  if (line.kind === 'override') return 'override';
  if (isMostlyConfig(line, before, compared)) return 'config';
  if (line.kind !== 'indicator') return undefined;
  const previous = before?.value ?? null;
  return line.value === previous ? undefined : naturalKind(line, before, compared);
}

/** But for the scorecard's doing, an indicator is gone because it has no value, or because too little beside it has one. */
function goneKind(
  line: ScoreLine,
  before: EmittedLine | undefined,
  compared: Compared,
): ChangeKind | undefined {
  if (line.kind !== 'indicator') return ownKind(line, before, compared);
  return isMostlyConfig(line, before, compared) ? 'config' : 'data-gap';
}

/** How the line would stand under the old scorecard tells the scorecard's part of its delta from the rest. */
function isMostlyConfig(line: ScoreLine, before: EmittedLine | undefined, compared: Compared): boolean {
  if (compared.underEmittedCard === null) return false;
  const old = compared.underEmittedCard.find((l) => l.id === line.id)?.tenths ?? 0;
  return Math.abs(line.tenths - old) > Math.abs(old - (before?.tenths ?? 0));
}

function naturalKind(
  { id, tenths }: ScoreLine,
  before: EmittedLine | undefined,
  { factsSame, drift, rules }: Compared,
): ChangeKind {
  const drifted = drift.find((d) => d.id === id)?.tenths ?? 0;
  const moved = tenths - (before?.tenths ?? 0);
  if (factsSame || Math.abs(drifted) > Math.abs(moved - drifted)) return 'time';
  return rules.indicators.get(id)?.lens === 'human' ? 'judgement' : 'behaviour';
}

/** Weight moved between lines because one began to speak. */
function shiftedKind(
  lines: readonly ScoreLine[],
  before: ReadonlyMap<string, EmittedLine>,
  compared: Compared,
): ChangeKind | undefined {
  const indicators = lines.filter((line) => line.kind === 'indicator');
  const had = (line: ScoreLine) => (before.get(line.id)?.value ?? null) !== null;
  const gained = indicators.find((line) => line.value !== null && !had(line));
  return gained === undefined ? undefined : naturalKind(gained, before.get(gained.id), compared);
}

function dominantOf(
  lines: readonly (ScoreLine & { readonly deltaTenths: number })[],
  kinds: ReadonlyMap<string, ChangeKind | undefined>,
): ChangeKind | undefined {
  const settled = lines.flatMap((line) => {
    const changeKind = kinds.get(line.id);
    return changeKind === undefined ? [] : [{ ...line, previousValue: null, changeKind }];
  });
  return kindDeltasOf(settled)[0]?.kind;
}

function fallback({ factsSame }: Compared): ChangeKind {
  return factsSame ? 'time' : 'behaviour';
}

import {
  ENVELOPE_FIELDS,
  FLEET_READERS,
  fieldsBehind,
  type Indicator,
  isMeasured,
  type Lineage,
  lineageOf,
  type Playbook,
  type Scorecard,
  type SignalReads,
  SOURCES,
} from '@bellwether/domain';
import type { LineageTarget } from './lineage-target.ts';
import { scorecardUses } from './scorecard-uses.ts';

/** What depends on something, in the order it flows. */
export interface Dependants {
  readonly sources: readonly string[];
  /** Read straight from those sources. */
  readonly measured: readonly string[];
  /** Follow from measured ones, or join what sources say. */
  readonly derived: readonly string[];
  readonly scorecards: readonly {
    readonly scorecard: string;
    readonly indicator: string;
    readonly uses: readonly string[];
  }[];
  /** What every event and view says of the account: `segment`, `mrr`. */
  readonly account: readonly string[];
  /** What is told of all accounts together: fleet metrics and what may rise. */
  readonly fleet: readonly string[];
  /** Playbooks that name such an indicator. */
  readonly playbooks: readonly string[];
}

export interface LineageWorld {
  readonly indicators: readonly Indicator[];
  readonly scorecards: readonly Scorecard[];
  readonly playbooks: readonly Playbook[];
}

/** What depends on a topic, a field or an indicator; of a scorecard, what it depends on. */
export function dependantsOf(target: LineageTarget, world: LineageWorld): Dependants {
  const { indicators } = world;
  const readers = indicators.filter((indicator) =>
    reads(target, indicator, lineageOf(indicator, indicators)),
  );
  const scorecards = target.kind === 'scorecard' ? [target.scorecard] : world.scorecards;
  return {
    sources: sourcesOf(target, readers, indicators),
    measured: readers.filter(isMeasured).map(({ id }) => id),
    derived: readers.filter((indicator) => !isMeasured(indicator)).map(({ id }) => id),
    scorecards: scorecards.flatMap((card) =>
      readers
        .map((indicator) => ({
          scorecard: card.id,
          indicator: indicator.id,
          uses: scorecardUses(card, indicator),
        }))
        .filter(({ uses }) => uses.length > 0),
    ),
    account: accountDetails(target),
    fleet: FLEET_READERS.filter(({ reads: declared }) => declares(target, declared)).map(({ id }) => id),
    playbooks: world.playbooks
      .filter((playbook) => readers.some(({ id }) => names(playbook, id)))
      .map(({ id }) => id),
  };
}

function reads(target: LineageTarget, indicator: Indicator, lineage: Lineage): boolean {
  switch (target.kind) {
    case 'topic':
    case 'field':
      return touches(target, [...lineage.fields]);
    case 'indicator':
      return indicator.id === target.indicator.id || lineage.indicators.has(target.indicator.id);
    case 'scorecard':
      return scorecardUses(target.scorecard, indicator).length > 0;
    case 'fleet':
      return false;
  }
}

function touches(target: LineageTarget & { kind: 'topic' | 'field' }, fields: readonly string[]): boolean {
  if (target.kind === 'field') return fields.includes(`${target.topic}.${target.field}`);
  return fields.some((field) => field.startsWith(`${target.topic}.`));
}

/** Sources that read the topic or field, though no indicator should; else those the indicators come from. */
function sourcesOf(
  target: LineageTarget,
  readers: readonly Indicator[],
  indicators: readonly Indicator[],
): string[] {
  const from = new Set(readers.flatMap((indicator) => [...lineageOf(indicator, indicators).sources]));
  return SOURCES.filter((source) => declares(target, source.reads) ?? from.has(source.id)).map(
    ({ id }) => id,
  );
}

/** Whether what is declared to be read has the topic or field; null where the target is neither. */
function declares(target: LineageTarget, declared: SignalReads): boolean | null {
  if (target.kind === 'topic') return target.topic in declared;
  if (target.kind !== 'field') return null;
  const read = declared[target.topic];
  return read !== undefined && [...ENVELOPE_FIELDS, ...read].includes(target.field);
}

function accountDetails(target: LineageTarget): string[] {
  if (target.kind !== 'topic' && target.kind !== 'field') return [];
  const said = SOURCES.flatMap((source) =>
    source.details
      .filter(({ use, value }) => use === 'account' && touches(target, fieldsBehind(source, [value])))
      .map(({ id }) => id),
  );
  // The account's own fields are kept together, under their own names.
  return target.kind === 'field' && said.includes(target.field) ? [target.field] : said;
}

function names({ when }: Playbook, indicator: string): boolean {
  return when.some(({ indicatorFell = [] }) => [indicatorFell].flat().includes(indicator));
}

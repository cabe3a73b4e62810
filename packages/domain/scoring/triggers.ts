import type { Evaluation } from '../indicators/evaluation.ts';
import type { Band } from './bands.ts';
import { TRIGGERS, type Trigger } from './change.ts';
import { holds, type Scorecard, stabilityOf } from './scorecard.ts';
import type { Decided, Emitted, ScoreState } from './state.ts';
import type { Verdict } from './verdict.ts';

export interface Judged {
  readonly before: ScoreState;
  readonly after: ScoreState;
  readonly verdict: Verdict;
  readonly card: Scorecard;
  /** The verdict under the scorecard of the decision before, where that was another one. */
  readonly underOldCard: Verdict | null;
}

/** A person has spoken, or the scorecard says otherwise than the one before: neither waits for a dwell. */
export interface AtOnce {
  readonly overridden: boolean;
  readonly config: boolean;
}

export function atOnceOf({ verdict, underOldCard }: Judged, emitted: Pick<Emitted, 'override'>): AtOnce {
  return {
    overridden: (verdict.override?.eventId ?? null) !== emitted.override,
    config: underOldCard !== null && saysOtherwise(verdict, underOldCard),
  };
}

/** What an account stands for before its first decision: so nothing depends on how its first signals were batched. */
const UNSEEN = {
  band: 'insufficient-data',
  scoreTenths: null,
  flags: [],
  override: null,
  dropping: false,
} as const;

/** Why a first decision is worth an event: that it is the first, and whatever it says of an account that is news. */
export function firstTriggersOf(judged: Judged, isNews: boolean): Trigger[] {
  if (!isNews) return ['initial'];
  return ['initial', ...triggersOf(judged, UNSEEN, UNSEEN, judged.verdict.band, atOnceOf(judged, UNSEEN))];
}

/**
 * Why the decision is worth an event, the weightiest reason first; none: nobody is told. `band` is the one to tell.
 * Not for a first decision.
 */
export function triggersOf(
  judged: Judged,
  decided: Pick<Decided, 'dropping'>,
  emitted: Pick<Emitted, 'band' | 'scoreTenths' | 'flags'>,
  band: Band,
  { overridden, config }: AtOnce,
): Trigger[] {
  const { verdict } = judged;
  if (hasLeft(judged)) return overridden ? ['override'] : [];
  const spoken: Partial<Record<Trigger, boolean>> = {
    override: overridden,
    config,
    band: band !== emitted.band,
    drop: (verdict.dropping || judged.underOldCard?.dropping === true) && !decided.dropping,
    flag: flagsOf(verdict).join() !== emitted.flags.join(),
    judgement: answersOf(judged.after.live) !== answersOf(judged.before.live),
    watch: crossedOf(judged).length > 0 || stillUnsaid(judged).length > 0,
    step: moved(verdict.scoreTenths, emitted.scoreTenths) >= stabilityOf(judged.card).step * 10,
  };
  return TRIGGERS.filter((trigger) => spoken[trigger]);
}

/** The account had churned before and has not come back: what it does not do any more is no news. */
function hasLeft({ before, after }: Judged): boolean {
  return before.live?.profile.churnedAt != null && after.live?.profile.churnedAt != null;
}

/** The names of a verdict's findings, sorted. */
export function flagsOf(verdict: Pick<Verdict, 'findings'>) {
  return verdict.findings.map((f) => f.flag);
}

function saysOtherwise(a: Verdict, b: Verdict): boolean {
  return a.scoreTenths !== b.scoreTenths || a.band !== b.band || flagsOf(a).join() !== flagsOf(b).join();
}

/** A new id is a new answer even with the same score; so is a withdrawal that brings an older one back. */
function answersOf(live: Evaluation | null): string {
  return JSON.stringify(live?.answers.map((a) => [a.questionId, a.eventId]) ?? []);
}

/** The watched indicators that crossed their threshold with this decision. */
export function crossedOf({ before, after, card }: Judged): string[] {
  return card.watch
    .filter((w) => holds(w, valueIn(after.live, w.indicator)) && !holds(w, valueIn(before.live, w.indicator)))
    .map((w) => w.indicator);
}

/** Those that crossed it in an earlier decision that was held back, and have not gone back since. */
export function stillUnsaid({ before, after, card }: Judged): string[] {
  return card.watch
    .filter((w) => before.unsaid.includes(w.indicator) && holds(w, valueIn(after.live, w.indicator)))
    .map((w) => w.indicator);
}

function valueIn(live: Evaluation | null, indicator: string): number | null {
  return live?.values.find((v) => v.indicator === indicator)?.value ?? null;
}

function moved(now: number | null, before: number | null): number {
  return now === null || before === null ? 0 : Math.abs(now - before);
}

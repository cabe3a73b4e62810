import type { Evaluation } from '../indicators/evaluation.ts';
import { dayOf } from '../time/days.ts';
import { isWorse } from './bands.ts';
import { TRIGGERS, type Trigger } from './change.ts';
import { closesAsOf } from './closes.ts';
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

/** Why the decision is worth an event, the weightiest reason first; none: nobody is told. Not for a first decision. */
export function triggersOf(judged: Judged, decided: Decided, emitted: Emitted): Trigger[] {
  const { verdict } = judged;
  const overridden = (verdict.override?.eventId ?? null) !== emitted.override;
  const config = judged.underOldCard !== null && saysOtherwise(verdict, judged.underOldCard);
  const spoken: Partial<Record<Trigger, boolean>> = {
    override: overridden,
    config,
    band: verdict.band !== emitted.band && (overridden || config || bandMaySpeak(judged, emitted)),
    drop: verdict.dropping && !decided.dropping,
    flag: flagsOf(verdict).join() !== emitted.flags.join(),
    judgement: answersOf(judged.after.live) !== answersOf(judged.before.live),
    watch: crossed(judged),
    step: moved(verdict.scoreTenths, emitted.scoreTenths) >= stabilityOf(judged.card).step * 10,
  };
  return TRIGGERS.filter((trigger) => spoken[trigger]);
}

/** The names of a verdict's findings, sorted. */
export function flagsOf(verdict: Pick<Verdict, 'findings'>) {
  return verdict.findings.map((f) => f.flag);
}

function saysOtherwise(a: Verdict, b: Verdict): boolean {
  return a.scoreTenths !== b.scoreTenths || a.band !== b.band || flagsOf(a).join() !== flagsOf(b).join();
}

/** Within a day a band that live worsened may recover unspoken: an improvement is news once a close has decided it. */
function bandMaySpeak({ verdict, after }: Judged, emitted: Emitted): boolean {
  if (isWorse(verdict.band, emitted.band)) return true;
  if (verdict.band === 'insufficient-data' || emitted.band === 'insufficient-data') return true;
  const newest = closesAsOf(after.closes, verdict.asOf, after.live!.firstDay).at(-1);
  return newest !== undefined && newest.day >= dayOf(emitted.asOf);
}

/** A new id is a new answer even with the same score; so is a withdrawal that brings an older one back. */
function answersOf(live: Evaluation | null): string {
  return JSON.stringify(live?.answers.map((a) => [a.questionId, a.eventId]) ?? []);
}

function crossed({ before, after, card }: Judged): boolean {
  return card.watch.some(
    (w) => holds(w, valueIn(after.live, w.indicator)) && !holds(w, valueIn(before.live, w.indicator)),
  );
}

function valueIn(live: Evaluation | null, indicator: string): number | null {
  return live?.values.find((v) => v.indicator === indicator)?.value ?? null;
}

function moved(now: number | null, before: number | null): number {
  return now === null || before === null ? 0 : Math.abs(now - before);
}

import { type SourceState, statesAt } from '../data-quality/source-state.ts';
import type { Evaluation } from '../indicators/evaluation.ts';
import { dayOf, lastClosedDay } from '../time/days.ts';
import { announcementOf } from './announcement.ts';
import type { Trigger } from './change.ts';
import type { ScoringRules } from './closes.ts';
import { deltasOf, valuesIn } from './deltas.ts';
import { type Drift, sameFacts } from './drift.ts';
import { byFlag } from './fading.ts';
import { type HoleValue, type Silence, silenceOf } from './silence.ts';
import type { Decided, Emitted } from './state.ts';
import type { Judged } from './triggers.ts';
import { type Verdict, verdictOf } from './verdict.ts';

export interface HeldQuestion {
  readonly judged: Judged;
  readonly triggers: readonly Trigger[];
  readonly decided: Decided;
  readonly emitted: Emitted;
  readonly drift: readonly Drift[];
  /** Under the scorecard of the last emitted change, where that was another one. */
  readonly underEmittedCard: () => Verdict | null;
  /** Of the account's tenant. */
  readonly sources: readonly SourceState[];
  readonly rules: ScoringRules;
}

/** What becomes of an announcement, and what to remember of the silence if it is not made. */
export interface Hearing {
  readonly held: boolean;
  readonly hole: readonly HoleValue[];
}

const NOT_HELD: Hearing = { held: false, hole: [] };
/** What a person did or said, and a new scorecard, are never held back. */
const SPOKEN_AT_ONCE: ReadonlySet<Trigger> = new Set(['override', 'config', 'judgement']);

/**
 * A change is held back when it would not be worth an event had the indicators of a quiet source stood where they were
 * last told: then its silence alone made the change, and the silence was told of already. Facts of any source, the
 * clock through other sources, and a raised `masked-risk` speak as ever.
 */
export function hear(q: HeldQuestion): Hearing {
  const { verdict } = q.judged;
  const quiet = statesAt(q.sources, verdict.asOf);
  if (quiet.length === 0) return NOT_HELD;
  const silence = silenceOf({
    before: q.judged.before,
    live: q.judged.after.live!,
    emitted: q.emitted,
    kinds: kindsOf(q),
    quiet,
    asOf: verdict.asOf,
    rules: q.rules,
  });
  const speaks =
    q.triggers.some((trigger) => SPOKEN_AT_ONCE.has(trigger)) ||
    masks(verdict, q.emitted) ||
    wouldSpeak(withoutSilence(q, quiet, silence), q);
  return { held: q.triggers.length > 0 && !speaks, hole: silence.hole };
}

function wouldSpeak(judged: Judged, { decided, emitted }: HeldQuestion): boolean {
  const atOnce = { overridden: false, config: false };
  return announcementOf(judged, decided, emitted, atOnce).triggers.length > 0;
}

function masks(verdict: Verdict, emitted: Emitted): boolean {
  return (
    verdict.findings.some(({ flag }) => flag === 'masked-risk') && !emitted.flags.includes('masked-risk')
  );
}

function kindsOf({ judged, emitted, drift, underEmittedCard, rules }: HeldQuestion) {
  const lines = deltasOf({
    now: judged.verdict.contributions,
    valueNow: valuesIn(judged.after.live!),
    emitted,
    underEmittedCard: underEmittedCard()?.contributions ?? null,
    factsSame: sameFacts(emitted, judged.after.live!.version),
    drift,
    rules,
  });
  return new Map(lines.map(({ id, changeKind }) => [id, changeKind]));
}

/**
 * The decision as it would be without the silence. Closes scored in it are left out, unless they had been told; a flag
 * that was told and stands is not taken for gone because of that.
 */
function withoutSilence(q: HeldQuestion, quiet: readonly SourceState[], { without }: Silence): Judged {
  const { before, verdict: heard, card } = q.judged;
  const told = lastClosedDay(q.emitted.asOf);
  const began = quiet.map(({ since }) => dayOf(since)).sort()[0]!;
  const closes = q.judged.after.closes.filter(({ day }) => day < began || day <= told);
  const after = { ...q.judged.after, closes, live: replaced(q.judged.after.live!, without) };
  const verdict = verdictOf({ ...after, asOf: heard.asOf, scorecard: heard.scorecard, card, rules: q.rules });
  const found = new Set(verdict.findings.map(({ flag }) => flag));
  const stand = heard.findings.filter(({ flag }) => q.emitted.flags.includes(flag) && !found.has(flag));
  return {
    before: { ...before, live: before.live && replaced(before.live, without), unsaid: [] },
    after,
    verdict: { ...verdict, findings: byFlag([...verdict.findings, ...stand]) },
    card,
    underOldCard: null,
  };
}

function replaced(live: Evaluation, by: ReadonlyMap<string, number | null>): Evaluation {
  const values = live.values.map((each) => {
    const value = by.get(each.indicator);
    return value === undefined ? each : { ...each, value };
  });
  return { ...live, values };
}

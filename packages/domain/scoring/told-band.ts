import { dayOf, daysBetween, lastClosedDay } from '../time/days.ts';
import { type Band, isWorse } from './bands.ts';
import { closesAsOf } from './closes.ts';
import { type Scorecard, stabilityOf } from './scorecard.ts';
import type { Emitted, ScoreState } from './state.ts';
import type { Verdict } from './verdict.ts';

/**
 * The band that an event tells. Within a day live may worsen a band that the close then leaves where it was, and so day
 * after day: what is told changes at most once in the scorecard's dwell, and an improvement only once a close has decided
 * it. Told at once, whatever was told a moment before: a band that has come to at-risk, a person's word (an override), another
 * scorecard, another epoch, and the lack of a score.
 */
export function toldBand(
  verdict: Verdict,
  after: ScoreState,
  card: Scorecard,
  emitted: Emitted,
  atOnce: boolean,
): Band {
  if (atOnce || verdict.band === emitted.band || verdict.epoch !== emitted.epoch) return verdict.band;
  if (verdict.band === 'insufficient-data' || emitted.band === 'insufficient-data') return verdict.band;
  if (verdict.band === 'at-risk') return verdict.band;
  const { bandSince } = emitted;
  if (bandSince !== null) {
    const closes = daysBetween(lastClosedDay(bandSince), lastClosedDay(verdict.asOf));
    if (closes < stabilityOf(card).dwellCloses) return emitted.band;
  }
  if (isWorse(verdict.band, emitted.band)) return verdict.band;
  const newest = closesAsOf(after.closes, verdict.asOf, after.live!.firstDay).at(-1);
  const decided = newest !== undefined && newest.day >= dayOf(emitted.asOf);
  return decided ? verdict.band : emitted.band;
}

import type { Band } from './bands.ts';
import type { Trigger } from './change.ts';
import type { Decided, Emitted } from './state.ts';
import { toldBand } from './told-band.ts';
import { type AtOnce, type Judged, triggersOf } from './triggers.ts';

/** What a decision would tell, and why; without a trigger nobody is told. */
export interface Announcement {
  readonly band: Band;
  readonly triggers: readonly Trigger[];
}

/** What there is to tell of a decision against what was told last. */
export function announcementOf(
  judged: Judged,
  decided: Decided,
  emitted: Emitted,
  atOnce: AtOnce,
): Announcement {
  const { verdict, after, card } = judged;
  const band = toldBand(verdict, after, card, emitted, atOnce.overridden || atOnce.config);
  return { band, triggers: triggersOf(judged, decided, emitted, band, atOnce) };
}

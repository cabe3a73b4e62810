import { type Scorecard, stabilityOf } from './scorecard.ts';

/** `insufficient-data` exactly when there is no score. */
export const BANDS = ['healthy', 'watch', 'at-risk', 'insufficient-data'] as const;
export type Band = (typeof BANDS)[number];
type ScoredBand = Exclude<Band, 'insufficient-data'>;

const SEVERITY: Record<ScoredBand, number> = { healthy: 0, watch: 1, 'at-risk': 2 };

/** True when `a` is a worse band than `b`; an absent score is neither better nor worse than any. */
export function isWorse(a: Band, b: Band): boolean {
  return a !== 'insufficient-data' && b !== 'insufficient-data' && SEVERITY[a] > SEVERITY[b];
}

/** What one daily close, or the live moment, says to the fold. */
export interface BandStep {
  /** The score in force, override included; null when too little was known. */
  readonly tenths: number | null;
  /**
   * Read off the plain thresholds. A person's word is shown at once: an override, and its end, wait for no dwell. Nor does
   * the score at which a churned account stands, so that it shows the same however long ago that was.
   */
  readonly plain: boolean;
  /** The scorecard in force at that instant. */
  readonly card: Pick<Scorecard, 'bands' | 'stability' | 'knobs'>;
}

interface Folded {
  readonly band: ScoredBand | null;
  /** Closes since the band was entered; the first band of a fold counts as held for ever. */
  readonly heldCloses: number;
  readonly plain: boolean;
}

const NOTHING: Folded = { band: null, heldCloses: Number.POSITIVE_INFINITY, plain: false };

/**
 * The band now: a fold over the closes, oldest first, that starts from the plain thresholds and goes on by hysteresis,
 * dwell and cooldown. `live` is the provisional step of a day whose close is still to come: it may only worsen the band;
 * null when the last close is already now.
 */
export function bandNow(closes: readonly BandStep[], live: BandStep | null): Band {
  const folded = closes.reduce(next, NOTHING);
  if (live === null) return closes.length === 0 ? 'insufficient-data' : shown(folded, closes.at(-1)!);
  const stepped = next(folded, live);
  const free = folded.band === null || live.plain || folded.plain;
  const decided = free || isWorse(stepped.band!, folded.band!) ? stepped : folded;
  return shown(decided, live);
}

function shown(folded: Folded, step: BandStep): Band {
  return step.tenths === null || folded.band === null ? 'insufficient-data' : folded.band;
}

function next(before: Folded, step: BandStep): Folded {
  if (step.tenths === null) return { ...before, heldCloses: before.heldCloses + 1 };
  if (before.band === null || step.plain || before.plain) {
    const held = before.band === null ? Number.POSITIVE_INFINITY : 0;
    return { band: plainBand(step.tenths, step.card), heldCloses: held, plain: step.plain };
  }
  const target = targetFrom(before.band, step.tenths, step.card);
  const heldCloses = before.heldCloses + 1;
  const { dwellCloses, cooldownCloses } = stabilityOf(step.card);
  const wait = isWorse(target, before.band) ? dwellCloses : dwellCloses + cooldownCloses;
  const moves = target !== before.band && heldCloses >= wait;
  return moves ? { band: target, heldCloses: 0, plain: false } : { ...before, heldCloses, plain: false };
}

/** The band of a score without a past: read off the thresholds that enter one. */
export function plainBand(tenths: number, { bands }: Pick<Scorecard, 'bands'>): ScoredBand {
  if (tenths < bands.atRisk.enterBelow * 10) return 'at-risk';
  return tenths < bands.watch.enterBelow * 10 ? 'watch' : 'healthy';
}

/** Where hysteresis would take the band: worse on the entry thresholds, better only past the leaving ones. */
function targetFrom(band: ScoredBand, tenths: number, card: BandStep['card']): ScoredBand {
  const entered = plainBand(tenths, card);
  if (!isWorse(band, entered)) return entered;
  const { atRisk, watch } = card.bands;
  if (band === 'at-risk' && tenths <= atRisk.leaveAbove * 10) return 'at-risk';
  return tenths > watch.leaveAbove * 10 ? 'healthy' : 'watch';
}

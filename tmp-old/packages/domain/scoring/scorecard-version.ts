import type { Instant } from '../time/days.ts';
import type { Scorecard } from './scorecard.ts';

/** The tenant id of scorecards that hold for every tenant without one of its own. */
export const ALL_TENANTS = '*';

/** One row of `control.scorecards`. Published versions never change. */
export interface ScorecardVersion {
  /** A tenant, or {@link ALL_TENANTS}. */
  readonly tenantId: string;
  /** Counts from 1 for each tenant id. */
  readonly version: number;
  /** In force from here on; never before the moment of publishing, except version 1's 0. */
  readonly validFrom: Instant;
  readonly scorecard: Scorecard;
}

/** The key of a version in `control.scorecards`, and how states and events name it: `tenantId/version`. */
export function scorecardKey(of: Pick<ScorecardVersion, 'tenantId' | 'version'>): string {
  return `${of.tenantId}/${of.version}`;
}

/** Published scorecards by key. */
export type Scorecards = ReadonlyMap<string, ScorecardVersion>;

/** The newest version in force at an instant, a tenant's own before the default; null before any. */
export function scorecardAt(cards: Scorecards, tenantId: string, at: Instant): ScorecardVersion | null {
  let best: ScorecardVersion | null = null;
  for (const card of cards.values()) {
    if (card.tenantId !== tenantId && card.tenantId !== ALL_TENANTS) continue;
    if (card.validFrom <= at && (best === null || compareScorecards(card, best) > 0)) best = card;
  }
  return best;
}

/** Later is greater; a tenant's own is later than any default. */
export function compareScorecards(a: ScorecardVersion, b: ScorecardVersion): number {
  return Number(a.tenantId !== ALL_TENANTS) - Number(b.tenantId !== ALL_TENANTS) || a.version - b.version;
}

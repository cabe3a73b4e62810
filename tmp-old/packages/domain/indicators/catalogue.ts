import { featureBreadth } from './adoption/feature-breadth.ts';
import { mrrChange } from './commercial/mrr-change.ts';
import { renewalDueDays } from './commercial/renewal-due-days.ts';
import { type IndicatorConfiguration, NOTHING_CONFIGURED } from './configuration.ts';
import type { Indicator } from './definition.ts';
import { overdueMilestones } from './goals/overdue-milestones.ts';
import { communicationTone } from './judgement/communication-tone.ts';
import { likelihoodToRenew } from './judgement/likelihood-to-renew.ts';
import { relationshipStrength } from './judgement/relationship-strength.ts';
import { valueReceived } from './judgement/value-received.ts';
import { championChange } from './relationship/champion-change.ts';
import { engagementFrequency } from './relationship/engagement-frequency.ts';
import { medianResolutionHours } from './support/median-resolution-hours.ts';
import { openUrgentTickets } from './support/open-urgent-tickets.ts';
import { activeUsers } from './usage/active-users.ts';
import { daysSinceLastSeen } from './usage/days-since-last-seen.ts';
import { loginsPerWeek } from './usage/logins-per-week.ts';
import { usageChange } from './usage/usage-change.ts';
import { csat } from './voice/csat.ts';
import { nps } from './voice/nps.ts';

/**
 * Every indicator there is under a configuration, in the order vectors carry them; a derived one stands after those it
 * reads. Adding one is adding its file and its line here.
 */
export function indicatorsOf(_configuration: IndicatorConfiguration): readonly Indicator[] {
  return [
    loginsPerWeek,
    activeUsers,
    usageChange,
    daysSinceLastSeen,
    featureBreadth,
    openUrgentTickets,
    medianResolutionHours,
    nps,
    csat,
    likelihoodToRenew,
    valueReceived,
    relationshipStrength,
    communicationTone,
    championChange,
    engagementFrequency,
    overdueMilestones,
    mrrChange,
    renewalDueDays,
  ];
}

/** The indicators of an operator who has configured nothing. */
export const INDICATORS = indicatorsOf(NOTHING_CONFIGURED);

const byId = new Map(INDICATORS.map((indicator) => [indicator.id, indicator]));

export function indicatorById(id: string): Indicator | undefined {
  return byId.get(id);
}

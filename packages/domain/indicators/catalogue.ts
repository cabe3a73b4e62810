import { coreFeatureUse } from './adoption/core-feature-use.ts';
import { empowerment } from './adoption/empowerment.ts';
import { expansionReadiness } from './adoption/expansion-readiness.ts';
import { featureBreadth } from './adoption/feature-breadth.ts';
import { highImpactFeatureUse } from './adoption/high-impact-feature-use.ts';
import { licensedFeatureShare } from './adoption/licensed-feature-share.ts';
import { timeToAdoption } from './adoption/time-to-adoption.ts';
import { trainingReach } from './adoption/training-reach.ts';
import { underusedFeatures } from './adoption/underused-features.ts';
import { arr } from './commercial/arr.ts';
import { licensedSeats } from './commercial/licensed-seats.ts';
import { lifetimeRevenue } from './commercial/lifetime-revenue.ts';
import { mrr } from './commercial/mrr.ts';
import { mrrChange } from './commercial/mrr-change.ts';
import { noticeGiven } from './commercial/notice-given.ts';
import { renewalDueDays } from './commercial/renewal-due-days.ts';
import { type IndicatorConfiguration, NOTHING_CONFIGURED } from './configuration.ts';
import type { Indicator } from './definition.ts';
import { blockedGoals } from './goals/blocked-goals.ts';
import { goalProgress } from './goals/goal-progress.ts';
import { milestonesOnTime } from './goals/milestones-on-time.ts';
import { overdueMilestones } from './goals/overdue-milestones.ts';
import { successPlanPresent } from './goals/success-plan-present.ts';
import { assessmentIndicator } from './judgement/assessment-indicator.ts';
import { judgementAge } from './judgement/judgement-age.ts';
import { championChange } from './relationship/champion-change.ts';
import { contactBreadth } from './relationship/contact-breadth.ts';
import { csmChange } from './relationship/csm-change.ts';
import { engagementFrequency } from './relationship/engagement-frequency.ts';
import { engagementRegularity } from './relationship/engagement-regularity.ts';
import { interactionTone } from './relationship/interaction-tone.ts';
import { defectTicketsPerActiveUser } from './support/defect-tickets-per-active-user.ts';
import { escalations } from './support/escalations.ts';
import { firstContactResolution } from './support/first-contact-resolution.ts';
import { firstResolutionHours } from './support/first-resolution-hours.ts';
import { firstResponseHours } from './support/first-response-hours.ts';
import { medianResolutionHours } from './support/median-resolution-hours.ts';
import { openUrgentAge } from './support/open-urgent-age.ts';
import { openUrgentTickets } from './support/open-urgent-tickets.ts';
import { recurringCategories } from './support/recurring-categories.ts';
import { reopenRate } from './support/reopen-rate.ts';
import { ticketsPerActiveUser } from './support/tickets-per-active-user.ts';
import { turnaroundTrend } from './support/turnaround-trend.ts';
import { usabilityTicketsPerActiveUser } from './support/usability-tickets-per-active-user.ts';
import { activeUsers } from './usage/active-users.ts';
import { automationShare } from './usage/automation-share.ts';
import { daysSinceLastSeen } from './usage/days-since-last-seen.ts';
import { loginConsistency } from './usage/login-consistency.ts';
import { loginsPerMonth } from './usage/logins-per-month.ts';
import { loginsPerWeek } from './usage/logins-per-week.ts';
import { seatShare } from './usage/seat-share.ts';
import { stickiness } from './usage/stickiness.ts';
import { timeInApp } from './usage/time-in-app.ts';
import { totalUsers } from './usage/total-users.ts';
import { usageChange } from './usage/usage-change.ts';
import { ces } from './voice/ces.ts';
import { csat } from './voice/csat.ts';
import { csatAfterTickets } from './voice/csat-after-tickets.ts';
import { csatPeriodic } from './voice/csat-periodic.ts';
import { feedbackChannels } from './voice/feedback-channels.ts';
import { nps } from './voice/nps.ts';
import { responseRate } from './voice/response-rate.ts';
import { satisfactionTrend } from './voice/satisfaction-trend.ts';
import { textSentiment } from './voice/text-sentiment.ts';
import { unsolicitedFeedback } from './voice/unsolicited-feedback.ts';

/**
 * Every indicator there is under a configuration, in the order vectors carry them; a derived one stands after those it
 * reads. Adding one is adding its file and its line here.
 */
export function indicatorsOf(configuration: IndicatorConfiguration): readonly Indicator[] {
  const { features, questions } = configuration;
  return [
    loginsPerWeek,
    loginsPerMonth,
    activeUsers,
    totalUsers,
    licensedSeats,
    seatShare,
    timeInApp,
    loginConsistency,
    stickiness,
    automationShare,
    usageChange,
    daysSinceLastSeen,
    featureBreadth,
    licensedFeatureShare,
    coreFeatureUse(features),
    highImpactFeatureUse(features),
    underusedFeatures(features),
    timeToAdoption(configuration),
    empowerment,
    trainingReach,
    expansionReadiness(features),
    openUrgentTickets,
    openUrgentAge,
    firstResponseHours,
    firstResolutionHours,
    medianResolutionHours,
    turnaroundTrend,
    reopenRate,
    firstContactResolution,
    escalations,
    recurringCategories,
    ticketsPerActiveUser,
    defectTicketsPerActiveUser,
    usabilityTicketsPerActiveUser,
    nps,
    csat,
    csatAfterTickets,
    csatPeriodic,
    ces,
    unsolicitedFeedback,
    feedbackChannels,
    satisfactionTrend,
    responseRate,
    textSentiment,
    ...questions.map(assessmentIndicator),
    judgementAge,
    championChange,
    engagementFrequency,
    engagementRegularity,
    contactBreadth,
    csmChange,
    interactionTone,
    successPlanPresent,
    milestonesOnTime,
    overdueMilestones,
    goalProgress,
    blockedGoals,
    mrr,
    arr,
    mrrChange,
    renewalDueDays,
    noticeGiven,
    lifetimeRevenue,
  ];
}

/** The indicators of an operator who has configured nothing, and so has no assessment questions. */
export const INDICATORS = indicatorsOf(NOTHING_CONFIGURED);

const byId = new Map(INDICATORS.map((indicator) => [indicator.id, indicator]));

export function indicatorById(id: string): Indicator | undefined {
  return byId.get(id);
}

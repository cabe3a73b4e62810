import { readIndicatorConfiguration } from '@bellwether/configuration';
import { OWN_HEALTH } from '../test-indicators.ts';
import { empowerment, featureBreadth } from './adoption.ts';
import { arr, lifetimeRevenue, mrr, mrrChange, noticeGiven, renewalDueDays } from './commercial.ts';
import {
  coreFeatureUse,
  expansionReadiness,
  featureTrouble,
  featureUse,
  goalFeatures,
  highImpactFeatureUse,
  licensedFeatureShare,
  nextGoal,
  onboarding,
  provisionedUsers,
  telemetrySince,
  timeToAdoption,
  underusedFeatures,
} from './features.ts';
import {
  blockedGoals,
  goalProgress,
  milestonesOnTime,
  overdueMilestones,
  successPlanPresent,
} from './goals.ts';
import { changedScoreOf, currentAnswersFacet, judgementAge, scoreOf } from './judgement.ts';
import { licensedFeatures, licensedSeats, subscribedSince } from './licences.ts';
import type { FacetOracle, Oracle } from './oracle.ts';
import {
  championChange,
  contactBreadth,
  contactsGoneFacet,
  csmChange,
  csmsSinceFacet,
  engagementFacet,
  engagementFrequency,
  engagementRegularity,
  interactionTone,
  metContactsFacet,
} from './people.ts';
import * as support from './support.ts';
import { contactsPresent, trainedContacts, trainingReach } from './training.ts';
import {
  activeUsers,
  automationShare,
  daysSinceLastSeen,
  loginConsistency,
  loginsPerMonth,
  loginsPerWeek,
  seatShare,
  stickiness,
  timeInApp,
  totalUsers,
  usageChange,
} from './usage.ts';
import * as voice from './voice.ts';

const SHIPPED_QUESTIONS = readIndicatorConfiguration().questions.map(({ id }) => id);

/** One oracle per indicator id; a test holds it against the catalogue. */
export const ORACLES: ReadonlyMap<string, Oracle> = new Map(
  Object.entries({
    'logins-per-week': loginsPerWeek,
    'logins-per-month': loginsPerMonth,
    'active-users': activeUsers,
    'total-users': totalUsers,
    'licensed-seats': licensedSeats,
    'seat-share': seatShare,
    'time-in-app': timeInApp,
    'login-consistency': loginConsistency,
    stickiness,
    'automation-share': automationShare,
    'usage-change': usageChange,
    'days-since-last-seen': daysSinceLastSeen,
    'feature-breadth': featureBreadth,
    'licensed-feature-share': licensedFeatureShare,
    'core-feature-use': coreFeatureUse,
    'high-impact-feature-use': highImpactFeatureUse,
    'underused-features': underusedFeatures,
    'time-to-adoption': timeToAdoption,
    'expansion-readiness': expansionReadiness,
    empowerment,
    'training-reach': trainingReach,
    'open-urgent-tickets': support.openUrgentTickets,
    'open-urgent-age': support.openUrgentAge,
    'first-response-hours': support.firstResponseHours,
    'first-resolution-hours': support.firstResolutionHours,
    'median-resolution-hours': support.medianResolutionHours,
    'turnaround-trend': support.turnaroundTrend,
    'reopen-rate': support.reopenRate,
    'first-contact-resolution': support.firstContactResolution,
    escalations: support.escalations,
    'recurring-categories': support.recurringCategories,
    'tickets-per-active-user': support.ticketsPerActiveUser,
    'defect-tickets-per-active-user': support.defectTicketsPerActiveUser,
    'usability-tickets-per-active-user': support.usabilityTicketsPerActiveUser,
    nps: voice.nps,
    csat: voice.csat,
    'csat-after-tickets': voice.csatAfterTickets,
    'csat-periodic': voice.csatPeriodic,
    ces: voice.ces,
    'unsolicited-feedback': voice.unsolicitedFeedback,
    'feedback-channels': voice.feedbackChannels,
    'satisfaction-trend': voice.satisfactionTrend,
    'response-rate': voice.responseRate,
    'text-sentiment': voice.textSentiment,
    ...Object.fromEntries(SHIPPED_QUESTIONS.map((id) => [id, scoreOf(id)])),
    'executive-sponsorship': changedScoreOf('executive-sponsorship', OWN_HEALTH.present, {
      'own/1': OWN_HEALTH.first,
    }),
    'judgement-age': judgementAge,
    'champion-change': championChange,
    'engagement-frequency': engagementFrequency,
    'engagement-regularity': engagementRegularity,
    'contact-breadth': contactBreadth,
    'csm-change': csmChange,
    'interaction-tone': interactionTone,
    'success-plan-present': successPlanPresent,
    'milestones-on-time': milestonesOnTime,
    'overdue-milestones': overdueMilestones,
    'goal-progress': goalProgress,
    'blocked-goals': blockedGoals,
    mrr,
    arr,
    'mrr-change': mrrChange,
    'renewal-due-days': renewalDueDays,
    'notice-given': noticeGiven,
    'lifetime-revenue': lifetimeRevenue,
  }),
);

/** One oracle per facet id, and per list that items need. */
export const FACETS: ReadonlyMap<string, FacetOracle> = new Map(
  Object.entries({
    featureUse,
    telemetrySince,
    licensedFeatures,
    subscribedSince,
    goalFeatures,
    nextGoal,
    onboarding,
    provisionedUsers,
    featureTrouble,
    contactsPresent,
    trainedContacts,
    ticketsOpened: support.ticketsOpened,
    ticketCategories: support.ticketCategories,
    ticketsUrgent: support.ticketsUrgent,
    answerCounts: voice.answerCounts,
    currentAnswers: currentAnswersFacet,
    engagement: engagementFacet,
    metContacts: metContactsFacet,
    contactsGone: contactsGoneFacet,
    csmsSince: csmsSinceFacet,
  }),
);

import { arr, lifetimeRevenue, mrr, mrrChange, noticeGiven, renewalDueDays } from './commercial.ts';
import {
  blockedGoals,
  goalProgress,
  milestonesOnTime,
  overdueMilestones,
  successPlanPresent,
} from './goals.ts';
import { scoreOf } from './judgement.ts';
import type { FacetOracle, Oracle } from './oracle.ts';
import { championChange, engagementFrequency, interactionTone } from './people.ts';
import * as support from './support.ts';
import { activeUsers, daysSinceLastSeen, featureBreadth, loginsPerWeek, usageChange } from './usage.ts';
import { csat, nps, textSentiment } from './voice.ts';

/** One oracle per indicator id; a test holds it against the catalogue. */
export const ORACLES: ReadonlyMap<string, Oracle> = new Map(
  Object.entries({
    'logins-per-week': loginsPerWeek,
    'active-users': activeUsers,
    'usage-change': usageChange,
    'days-since-last-seen': daysSinceLastSeen,
    'feature-breadth': featureBreadth,
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
    nps,
    csat,
    'text-sentiment': textSentiment,
    'likelihood-to-renew': scoreOf('likelihood-to-renew'),
    'value-received': scoreOf('value-received'),
    'relationship-strength': scoreOf('relationship-strength'),
    'communication-tone': scoreOf('communication-tone'),
    'champion-change': championChange,
    'engagement-frequency': engagementFrequency,
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

/** One oracle per facet id. */
export const FACETS: ReadonlyMap<string, FacetOracle> = new Map(
  Object.entries({
    ticketsOpened: support.ticketsOpened,
  }),
);

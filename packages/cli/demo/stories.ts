import { STANDARD_TEMPLATE_VERSION } from './behaviour/people.ts';
import type { DemoAccount } from './company.ts';
import type { DemoSignal } from './emit.ts';

/** What a signal of a story says; account and time are added when it is told. */
export type Beat = Pick<DemoSignal, 'topic' | 'fields' | 'userId'>;

export interface Story {
  readonly kind: 'fading' | 'champion-leaves' | 'worried-csm' | 'recovering';
  /** For the live log. */
  readonly title: string;
  /** While and after it is told the account's people do not use the product. */
  readonly goesSilent: boolean;
  readonly beats: readonly Beat[];
}

/** Stories differ by `id` only in their ids, so that telling one twice is two stories. */
export function fading(account: DemoAccount, id: string): Story {
  const user = account.users[0]!;
  return {
    kind: 'fading',
    title: 'use dries up, tickets pile up',
    goesSilent: true,
    beats: [
      ticket(`${id}-a`, 'opened', user),
      csat(`${id}-a`, 2, user),
      ticket(`${id}-b`, 'opened', user),
      nps(`${id}-n`, 3, 'we do not get what we were promised', user),
      ticket(`${id}-b`, 'escalated', user),
      meeting(account, `${id}-m`, 'no-show'),
      milestone(id, 'blocked'),
    ],
  };
}

export function championLeaves(account: DemoAccount, id: string): Story {
  const champion = account.users[0]!;
  return {
    kind: 'champion-leaves',
    title: 'the champion leaves the company',
    goesSilent: false,
    beats: [
      {
        topic: 'signals.contact',
        fields: { contactId: champion, role: 'champion', change: 'left' },
        userId: champion,
      },
      meeting(account, `${id}-m`, 'cancelled'),
      assessment(account, id, 'relationship-strength', 2, 'nobody there who speaks for us'),
    ],
  };
}

/** The numbers stay fine: only a person sees it. */
export function worriedCsm(account: DemoAccount, id: string): Story {
  return {
    kind: 'worried-csm',
    title: 'numbers are fine, the CSM is worried',
    goesSilent: false,
    beats: [
      meeting(account, `${id}-m`, 'held', 'negative'),
      assessment(account, id, 'likelihood-to-renew', 2, 'their new CFO asks for three quotes'),
      assessment(account, id, 'communication-tone', 1, 'short answers, no more small talk'),
      assessment(account, id, 'value-received', 2, 'uses it daily, cannot say what for'),
    ],
  };
}

/** Answers whatever {@link fading} of the same id left open. */
export function recovering(account: DemoAccount, id: string): Story {
  const user = account.users[1]!;
  return {
    kind: 'recovering',
    title: 'somebody cared',
    goesSilent: false,
    beats: [
      ticket(`${id}-b`, 'resolved', user),
      ticket(`${id}-a`, 'resolved', user),
      csat(`${id}-b`, 5, user),
      meeting(account, `${id}-r`, 'held', 'positive'),
      milestone(id, 'unblocked'),
      milestone(id, 'reached'),
      {
        topic: 'signals.contact',
        fields: { contactId: user, role: 'champion', previousRole: 'user', change: 'role-changed' },
        userId: user,
      },
      nps(`${id}-r`, 9, 'the team came back to us within the hour', user),
      assessment(account, id, 'likelihood-to-renew', 4, 'they asked about the next tier'),
    ],
  };
}

function ticket(ticketId: string, change: 'opened' | 'escalated' | 'resolved', userId: string): Beat {
  const actor = change === 'opened' ? 'customer' : 'agent';
  return {
    topic: 'signals.ticket',
    fields: { ticketId, change, actor, priority: 'urgent', category: 'defect' },
    userId,
  };
}

function csat(ticketId: string, score: number, userId: string): Beat {
  const survey = {
    surveyId: 'after-ticket',
    invitationId: ticketId,
    kind: 'csat',
    channel: 'email',
    occasion: 'after-ticket',
    ticketId,
  };
  return {
    topic: 'signals.survey',
    fields: { ...survey, change: 'answered', score, scaleMin: 1, scaleMax: 5 },
    userId,
  };
}

function nps(invitationId: string, score: number, reason: string, userId: string): Beat {
  const survey = {
    surveyId: 'relationship',
    invitationId,
    kind: 'nps',
    channel: 'in-app',
    occasion: 'periodic',
    reason,
    language: 'en',
  };
  return {
    topic: 'signals.survey',
    fields: { ...survey, change: 'answered', score, scaleMin: 0, scaleMax: 10 },
    userId,
  };
}

function meeting(account: DemoAccount, interactionId: string, outcome: string, tone?: string): Beat {
  return {
    topic: 'signals.interaction',
    fields: {
      interactionId,
      kind: 'meeting',
      staffId: (account.handover ?? account).csm.id,
      staffRole: 'cs',
      direction: 'outbound',
      outcome,
      contactIds: account.users.slice(0, 2),
      ...(tone ? { tone } : {}),
    },
  };
}

function milestone(id: string, change: 'blocked' | 'unblocked' | 'reached'): Beat {
  const named = {
    planId: `${id}-plan`,
    subject: 'milestone',
    subjectId: `${id}-step`,
    title: 'Roll out to the second team',
  };
  const barrier = change === 'blocked' ? { barrier: 'no owner on their side' } : {};
  return {
    topic: 'signals.milestone',
    fields: { ...named, change, progress: change === 'reached' ? 1 : 0.4, ...barrier },
  };
}

function assessment(account: DemoAccount, id: string, questionId: string, score: number, note: string): Beat {
  return {
    topic: 'signals.assessment',
    fields: {
      assessmentId: `${id}-assessment`,
      questionId,
      templateVersion: STANDARD_TEMPLATE_VERSION,
      change: 'answered',
      score,
      assessorId: (account.handover ?? account).csm.id,
      assessorRole: 'csm',
      note,
    },
  };
}

import type { FactEnvelope } from '@bellwether/domain';

type Maybe<T> = T | null | undefined;

/** Signals as their senders mean them; only what an oracle reads. Absent and null are the same. */
interface Envelope extends FactEnvelope {
  readonly userId?: Maybe<string>;
}

export interface LoginSignal extends Envelope {
  readonly topic: 'signals.login';
  readonly kind: string;
  readonly automation?: Maybe<boolean>;
  readonly sessionSeconds?: Maybe<number>;
}

export interface FeatureUseSignal extends Envelope {
  readonly topic: 'signals.feature-use';
  readonly feature: string;
  readonly count: number;
  readonly errors?: Maybe<number>;
  readonly automation?: Maybe<boolean>;
}

export interface TicketSignal extends Envelope {
  readonly topic: 'signals.ticket';
  readonly ticketId: string;
  readonly change: string;
  readonly actor: string;
  readonly priority?: Maybe<string>;
  readonly category?: Maybe<string>;
  readonly contacts?: Maybe<number>;
  readonly feature?: Maybe<string>;
  readonly text?: Maybe<string>;
}

export interface SurveySignal extends Envelope {
  readonly topic: 'signals.survey';
  readonly surveyId: string;
  readonly invitationId: string;
  readonly change: string;
  readonly kind: string;
  readonly score?: Maybe<number>;
  readonly scaleMin?: Maybe<number>;
  readonly scaleMax?: Maybe<number>;
  readonly reason?: Maybe<string>;
  readonly language?: Maybe<string>;
  readonly feature?: Maybe<string>;
  readonly channel: string;
  readonly occasion?: Maybe<string>;
  readonly ticketId?: Maybe<string>;
}

export interface AssessmentSignal extends Envelope {
  readonly topic: 'signals.assessment';
  readonly assessmentId: string;
  readonly questionId: string;
  readonly templateVersion: string;
  readonly change: string;
  readonly score?: Maybe<number>;
  readonly choice?: Maybe<string>;
  readonly answer?: Maybe<string>;
  readonly scoresEventId?: Maybe<string>;
}

export interface ContactSignal extends Envelope {
  readonly topic: 'signals.contact';
  readonly contactId: string;
  readonly change: string;
  readonly role: string;
  readonly previousRole?: Maybe<string>;
  readonly department?: Maybe<string>;
}

export interface MilestoneSignal extends Envelope {
  readonly topic: 'signals.milestone';
  readonly planId: string;
  readonly subject: string;
  readonly subjectId: string;
  readonly title: string;
  readonly change: string;
  readonly progress?: Maybe<number>;
  readonly barrier?: Maybe<string>;
  readonly dueAt?: Maybe<number>;
  readonly goalId?: Maybe<string>;
  readonly features?: readonly string[];
}

export interface InteractionSignal extends Envelope {
  readonly topic: 'signals.interaction';
  readonly interactionId: string;
  readonly kind: string;
  readonly staffRole: string;
  readonly outcome: string;
  readonly contactIds?: readonly string[];
  readonly tone?: Maybe<string>;
  readonly note?: Maybe<string>;
}

export interface SubscriptionSignal extends Envelope {
  readonly topic: 'signals.subscription';
  readonly subscriptionId: string;
  readonly change: string;
  readonly mrr: number;
  readonly amount?: Maybe<number>;
  readonly currency: string;
  readonly trial?: Maybe<boolean>;
  readonly termEndsAt?: Maybe<number>;
  readonly autoRenews?: Maybe<boolean>;
  readonly seats?: Maybe<number>;
  readonly features?: readonly string[];
  readonly reason?: Maybe<string>;
}

export interface AccountSignal extends Envelope {
  readonly topic: 'signals.account';
  readonly name: string;
  readonly segment?: Maybe<string>;
  readonly lifecycleStage?: Maybe<string>;
  readonly csmId?: Maybe<string>;
  readonly csmName?: Maybe<string>;
  readonly csmEmail?: Maybe<string>;
  readonly touchModel?: Maybe<string>;
  readonly onboardingStartedAt?: Maybe<number>;
  readonly provisionedUsers?: Maybe<number>;
}

export type Signal =
  | LoginSignal
  | FeatureUseSignal
  | TicketSignal
  | SurveySignal
  | AssessmentSignal
  | ContactSignal
  | MilestoneSignal
  | InteractionSignal
  | SubscriptionSignal
  | AccountSignal;

export type SignalOf<T extends Signal['topic']> = Extract<Signal, { readonly topic: T }>;

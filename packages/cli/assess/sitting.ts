import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { Instant } from '@bellwether/domain';
import type { GatewaySignal } from '../stack/gateway.ts';
import { type AssessmentTemplate, type Question, type Step, templateVersionOf } from './template.ts';

export interface Answer {
  readonly question: Question;
  readonly score: Step;
  readonly note?: string;
}

export interface Sitting {
  readonly template: AssessmentTemplate;
  readonly accountId: string;
  readonly answers: readonly Answer[];
  readonly assessorId: string;
  readonly assessorRole: string;
  readonly occurredAt: Instant;
  /** Ties the answers together. */
  readonly assessmentId: string;
}

/** The signals of one sitting; ids follow from sitting and question, so that sending it twice is one answer. */
export function signalsOf(sitting: Sitting): GatewaySignal[] {
  const { template, assessmentId, assessorId, assessorRole, accountId, occurredAt } = sitting;
  return sitting.answers.map(({ question, score, note }) => ({
    type: 'assessment',
    eventId: `${assessmentId}/${question.id}`,
    accountId,
    occurredAt,
    source: 'bellwether-cli',
    assessmentId,
    questionId: question.id,
    templateVersion: templateVersionOf(template),
    change: 'answered',
    score,
    assessorId,
    assessorRole,
    ...(note ? { note } : {}),
  }));
}

export function newAssessmentId(): string {
  return `cli-${randomUUID()}`;
}

export function whoAmI(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { type Instant, type Step, templateVersionOf } from '@bellwether/domain';
import type { GatewaySignal } from '../stack/gateway.ts';
import type { Answer } from './answers.ts';
import type { Asked } from './templates.ts';

/** An answer that is taken back, by the sitting it was given in. */
export interface Withdrawal extends Asked {
  readonly sittingId: string;
}

/** A score for what somebody said in words. */
export interface LateScore extends Asked {
  readonly scoresEventId: string;
  readonly score: Step;
}

export interface Sitting {
  readonly accountId: string;
  readonly answers: readonly Answer[];
  readonly withdrawals: readonly Withdrawal[];
  readonly lateScores: readonly LateScore[];
  readonly note?: string;
  readonly assessorId: string;
  readonly assessorRole: string;
  readonly occurredAt: Instant;
  /** Ties the answers together. */
  readonly assessmentId: string;
}

/** The signals of one sitting; ids follow from sitting and question, so that sending it twice is one answer. */
export function signalsOf(sitting: Sitting): GatewaySignal[] {
  const { assessmentId, assessorId, assessorRole, accountId, occurredAt } = sitting;
  const noted = sitting.note ? { note: sitting.note } : {};
  const signal = ({ template, question }: Asked, id: string, fields: object): GatewaySignal => ({
    type: 'assessment',
    eventId: `${assessmentId}/${id}`,
    accountId,
    occurredAt,
    source: 'bellwether-cli',
    assessmentId,
    questionId: question.id,
    templateVersion: templateVersionOf(template),
    assessorId,
    assessorRole,
    ...fields,
  });
  return [
    ...sitting.answers.map((answer) =>
      signal(answer, answer.question.id, {
        change: 'answered',
        ...answer.said,
        ...(answer.note ? { note: answer.note } : {}),
      }),
    ),
    ...sitting.lateScores.map((late, n) =>
      signal(late, `late-score-${n + 1}`, {
        change: 'answered',
        score: late.score,
        scoresEventId: late.scoresEventId,
        ...noted,
      }),
    ),
    ...sitting.withdrawals.map((taken) =>
      signal(taken, `${taken.question.id}/withdrawn`, {
        change: 'withdrawn',
        assessmentId: taken.sittingId,
        ...noted,
      }),
    ),
  ];
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

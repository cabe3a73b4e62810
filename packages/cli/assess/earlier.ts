import type { ClickHouse } from '@bellwether/clickhouse';
import type { AccountRef, AssessmentTemplate, Instant } from '@bellwether/domain';
import { readingStore } from '../look/judge.ts';
import { CliError, usageError } from '../output/cli-error.ts';
import { indicatorsHere } from '../stack/indicators.ts';
import type { Withdrawal } from './sitting.ts';
import { type Asked, questionNamed } from './templates.ts';

/** What somebody said in words. */
export interface OpenAnswer {
  readonly eventId: string;
  readonly questionId: string;
  readonly answer: string;
  readonly assessorId: string;
  readonly occurredAt: string;
  /** Given with it, or later by whoever read it; null: none yet. */
  readonly score: number | null;
}

/** Newest first, without those that were withdrawn. */
export function openAnswers(client: ClickHouse, { tenantId, accountId }: AccountRef): Promise<OpenAnswer[]> {
  return client.rows<OpenAnswer>(
    `WITH said AS (
       SELECT event_id, question_id, assessment_id, change, score, ifNull(answer, '') AS words, assessor_id, occurred_at, scores_event_id
       FROM assessments FINAL WHERE tenant_id = {tenant:String} AND account_id = {account:String}
     ),
     withdrawn AS (SELECT assessment_id, question_id FROM said WHERE change = 'withdrawn')
     SELECT event_id AS eventId, question_id AS questionId, words AS answer, assessor_id AS assessorId,
       toString(occurred_at) AS occurredAt, coalesce(score, late_score) AS score
     FROM said
     LEFT JOIN (
       SELECT assumeNotNull(scores_event_id) AS scored_id, argMax(score, (occurred_at, event_id)) AS late_score,
         argMax(assessment_id, (occurred_at, event_id)) AS late_sitting
       FROM said WHERE scores_event_id IS NOT NULL GROUP BY scores_event_id
     ) AS late ON late.scored_id = said.event_id
     WHERE change = 'answered' AND words != ''
       AND (late_sitting, question_id) NOT IN (SELECT * FROM withdrawn)
       AND (assessment_id, question_id) NOT IN (SELECT * FROM withdrawn)
     ORDER BY occurred_at DESC, event_id`,
    { params: { tenant: tenantId, account: accountId } },
  );
}

/** Those that wait for a score: their question has steps to score by. */
export function unscored(
  answers: readonly OpenAnswer[],
  templates: readonly AssessmentTemplate[],
): OpenAnswer[] {
  return answers.filter(
    ({ questionId, score }) => score === null && questionNamed(questionId, templates)?.question.steps,
  );
}

/** The question an open answer was given to. @throws CliError where there is none, or it has no steps to score by */
export async function scorable(
  client: ClickHouse,
  account: AccountRef,
  eventId: string,
  templates: readonly AssessmentTemplate[],
): Promise<Asked & { readonly open: OpenAnswer }> {
  const open = (await openAnswers(client, account)).find((answer) => answer.eventId === eventId);
  if (!open || open.score !== null) {
    throw new CliError(`${eventId} is no answer of ${account.accountId} that waits for a score.`, {
      remedy: '--unscored lists those that do.',
    });
  }
  const asked = questionNamed(open.questionId, templates);
  if (asked?.question.steps) return { ...asked, open };
  throw new CliError(`The question ${open.questionId} has no steps, so its answers have no scores.`);
}

/** The answer to a question that stands, or for one without scores the last one, as what takes it back. */
export async function withdrawalOf(
  client: ClickHouse,
  account: AccountRef,
  questionId: string,
  templates: readonly AssessmentTemplate[],
  asOf: Instant,
): Promise<Withdrawal> {
  const asked = questionNamed(questionId, templates);
  if (!asked) throw usageError(`There is no question ${questionId}.`, '--list shows those there are.');
  const store = readingStore(client, indicatorsHere());
  const [evaluation] = await store.evaluate([{ ...account, asOf }], () => 0);
  const current = evaluation?.answers.find((answer) => answer.questionId === questionId)?.eventId;
  const [answer] = await client.rows<{ sittingId: string }>(
    `SELECT assessment_id AS sittingId FROM assessments FINAL
     WHERE tenant_id = {tenant:String} AND account_id = {account:String} AND question_id = {question:String}
       AND change = 'answered' AND {current:String} IN ('', event_id)
     ORDER BY occurred_at DESC, event_id DESC LIMIT 1`,
    {
      params: {
        tenant: account.tenantId,
        account: account.accountId,
        question: questionId,
        current: current ?? '',
      },
    },
  );
  if (answer) return { ...asked, sittingId: answer.sittingId };
  throw new CliError(`${account.accountId} has no answer to ${questionId} that could be withdrawn.`);
}

import type { Instant } from '@bellwether/domain';
import { groupBy, type History } from './history.ts';
import { known, meanIn, type Oracle, sum, unknown, weightIn } from './oracle.ts';
import type { SurveySignal } from './signals.ts';

/** The latest answer to each invitation, in order of time. */
function answersOf(history: History, asOf: Instant): SurveySignal[] {
  const answered = history.byInstant('signals.survey', asOf).filter((s) => s.change === 'answered');
  const byInvitation = groupBy(answered, (s) => JSON.stringify([s.surveyId, s.invitationId]));
  const latest = new Set([...byInvitation.values()].map((answers) => answers.at(-1)!));
  return answered.filter((s) => latest.has(s));
}

export const nps: Oracle = (history, asOf) => {
  const answers = answersOf(history, asOf).filter(
    (s) =>
      s.kind === 'nps' &&
      s.score != null &&
      (s.scaleMin ?? 0) <= 1 &&
      (s.scaleMin ?? 0) >= 0 &&
      (s.scaleMax ?? 10) === 10,
  );
  if (answers.length === 0) return unknown('never');
  const byPerson = groupBy(answers, (s) =>
    JSON.stringify(s.userId == null ? ['invitation', s.surveyId, s.invitationId] : ['user', s.userId]),
  );
  const latest = [...byPerson.values()].map((given) => given.at(-1)!);
  const weigh = (kept: (score: number) => boolean) =>
    sum(latest.filter((s) => kept(s.score!)).map((s) => weightIn(s.occurredAt, asOf, 180)));
  const all = weigh(() => true);
  if (all === 0) return unknown('too-little-history');
  const promoters = weigh((score) => score >= 9);
  const passives = weigh((score) => score >= 7 && score < 9);
  return known((100 * (promoters - (all - promoters - passives))) / all);
};

export const csat: Oracle = (history, asOf) => {
  const answers = answersOf(history, asOf).filter(
    (s) => s.kind === 'csat' && s.score != null && (s.scaleMin ?? 1) === 1 && (s.scaleMax ?? 5) === 5,
  );
  if (answers.length === 0) return unknown('never');
  const weigh = (given: SurveySignal[]) => sum(given.map((s) => weightIn(s.occurredAt, asOf, 90)));
  const all = weigh(answers);
  if (all === 0) return unknown('too-little-history');
  return known((100 * weigh(answers.filter((s) => s.score! >= 4))) / all);
};

export const textSentiment: Oracle = (history, asOf) => {
  const read = answersOf(history, asOf).flatMap(({ reason, language, occurredAt }) => {
    const value = history.sentimentOf(reason, language);
    return value === null ? [] : [{ at: occurredAt, value }];
  });
  return meanIn(read, asOf, 90);
};

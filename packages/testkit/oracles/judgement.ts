import { DAY_MS, type Instant } from '@bellwether/domain';
import { compareBytes, type History } from './history.ts';
import { ageInDays, type FacetOracle, known, type Oracle, unknown } from './oracle.ts';
import type { AssessmentSignal } from './signals.ts';

export interface Standing {
  readonly answer: AssessmentSignal;
  /** The answer itself, or the earlier open one it scores. */
  readonly given: AssessmentSignal;
  readonly withdrawn: boolean;
}

/** The answer to a question that stands at as-of: null when nobody ever gave a score or made a choice. */
export function standingAnswer(history: History, asOf: Instant, questionId: string): Standing | null {
  const events = history.byInstant('signals.assessment', asOf).filter((s) => s.questionId === questionId);
  const answers = events.filter((s) => s.change === 'answered');
  let standing: { answer: AssessmentSignal; given: AssessmentSignal } | null = null;
  for (const answer of answers) {
    if (answer.score == null && answer.choice == null) continue;
    // A score for an open answer was, as it were, given with that answer.
    const rated = answer.scoresEventId ? answers.find((s) => s.eventId === answer.scoresEventId) : undefined;
    const given = rated ?? answer;
    // Answers come in order, so of two scores for one open answer the later replaces.
    if (!standing || !isAfter(standing.given, given)) standing = { answer, given };
  }
  if (!standing) return null;
  const { answer, given } = standing;
  const withdrawn = events.some(
    (s) =>
      s.change === 'withdrawn' &&
      (s.assessmentId === answer.assessmentId || s.assessmentId === given.assessmentId) &&
      isAfter(s, given),
  );
  return { answer, given, withdrawn };
}

function isAfter(a: AssessmentSignal, b: AssessmentSignal): boolean {
  return (a.occurredAt - b.occurredAt || compareBytes(a.eventId, b.eventId)) > 0;
}

/** In steps 1 to 5 and linear between them: what a score says of health. */
function healthUnder(steps: readonly number[], score: number): number {
  const lower = Math.floor(score);
  const from = steps[lower - 1]!;
  return score === lower ? from : from + (score - lower) * (steps[lower]! - from);
}

/** A question whose steps said something else of health under the versions named. */
export function changedScoreOf(
  questionId: string,
  present: readonly number[],
  earlier: Readonly<Record<string, readonly number[]>>,
): Oracle {
  return (history, asOf) => {
    const plain = scoreOf(questionId)(history, asOf);
    if (plain.value === null) return plain;
    const version = standingAnswer(history, asOf, questionId)!.answer.templateVersion;
    const health = healthUnder(earlier[version] ?? present, plain.value);
    // Outside of its steps the present scale goes on to 0 at 0 and to 100 at 6.
    const points = [0, ...present, 100].map((h, value) => ({ h, value }));
    const above = points.findIndex(({ h }) => h >= health);
    const [low, high] = [points[Math.max(0, above - 1)]!, points[above]!];
    if (high.h === health) return known(high.value);
    return known(low.value + (health - low.h) / (high.h - low.h));
  };
}

export const judgementAge: Oracle = (history, asOf) => {
  const given = currentAnswers(history, asOf).map(({ givenAt }) => ageInDays(givenAt, asOf));
  if (given.length > 0) return known(Math.min(...given));
  const questions = questionsIn(history, asOf);
  const scored = questions.some((id) => standingAnswer(history, asOf, id)?.answer.score != null);
  return unknown(scored ? 'not-applicable' : 'never');
};

/** `[questionId, templateVersion, score, choice, withdrawn, given on]` of every question with a score or a choice. */
export const currentAnswersFacet: FacetOracle = (history, asOf) => {
  const rows = questionsIn(history, asOf).flatMap((questionId) => {
    const standing = standingAnswer(history, asOf, questionId);
    if (!standing) return [];
    const { templateVersion, score = null, choice = null } = standing.answer;
    const givenOn = Math.floor(standing.given.occurredAt / DAY_MS);
    return [[questionId, templateVersion, score, choice, standing.withdrawn ? 1 : 0, givenOn]];
  });
  return rows.length === 0 ? null : rows;
};

function questionsIn(history: History, asOf: Instant): string[] {
  const ids = history.byInstant('signals.assessment', asOf).map((s) => s.questionId);
  return [...new Set(ids)].sort(compareBytes);
}

export function scoreOf(questionId: string): Oracle {
  return (history, asOf) => {
    const standing = standingAnswer(history, asOf, questionId);
    if (standing?.answer.score == null) return unknown('never');
    return standing.withdrawn ? unknown('not-applicable') : known(standing.answer.score);
  };
}

/** Every scored question with an answer that stands, and the event that gave it. */
export function currentAnswers(history: History, asOf: Instant) {
  return questionsIn(history, asOf).flatMap((questionId) => {
    const standing = standingAnswer(history, asOf, questionId);
    if (!standing || standing.withdrawn || standing.answer.score == null) return [];
    return [{ questionId, eventId: standing.answer.eventId, givenAt: standing.given.occurredAt }];
  });
}

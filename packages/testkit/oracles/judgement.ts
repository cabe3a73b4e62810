import type { Instant } from '@bellwether/domain';
import { compareBytes, type History } from './history.ts';
import { known, type Oracle, unknown } from './oracle.ts';
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

export function scoreOf(questionId: string): Oracle {
  return (history, asOf) => {
    const standing = standingAnswer(history, asOf, questionId);
    if (standing?.answer.score == null) return unknown('never');
    return standing.withdrawn ? unknown('not-applicable') : known(standing.answer.score);
  };
}

/** Every scored question with an answer that stands, and the event that gave it. */
export function currentAnswers(history: History, asOf: Instant) {
  const questions = new Set(history.byInstant('signals.assessment', asOf).map((s) => s.questionId));
  return [...questions].sort(compareBytes).flatMap((questionId) => {
    const standing = standingAnswer(history, asOf, questionId);
    if (!standing || standing.withdrawn || standing.answer.score == null) return [];
    return [{ questionId, eventId: standing.answer.eventId, givenAt: standing.given.occurredAt }];
  });
}

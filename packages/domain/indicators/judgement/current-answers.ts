import type { Measured } from '../definition.ts';

/** The facet of what {@link CurrentAnswerRead} is read from. */
export const CURRENT_ANSWERS_FACET = 'currentAnswers';

/** The latest answer to a question, by when it was given, as the facet holds it. */
export interface CurrentAnswerRead {
  readonly questionId: string;
  readonly templateVersion: string;
  readonly score: number | null;
  readonly choice: string | null;
  readonly withdrawn: boolean;
  /** Days since the epoch, UTC, of when it was given. */
  readonly givenOn: number;
}

type Row = readonly [string, string, number | null, string | null, 0 | 1, number];

export function currentAnswers({ facet }: Measured): CurrentAnswerRead[] {
  return rowsOf(facet).map(readRow);
}

/** Null where nobody ever scored the question or chose. */
export function currentAnswer({ facet }: Measured, questionId: string): CurrentAnswerRead | null {
  const row = rowsOf(facet).find(([id]) => id === questionId);
  return row ? readRow(row) : null;
}

function rowsOf(facet: Measured['facet']): readonly Row[] {
  return (facet(CURRENT_ANSWERS_FACET) ?? []) as Row[];
}

function readRow([questionId, templateVersion, score, choice, withdrawn, givenOn]: Row): CurrentAnswerRead {
  return { questionId, templateVersion, score, choice, withdrawn: withdrawn === 1, givenOn };
}

/** Answers of one kind: how many, and how many of them satisfied or dissatisfied. */
export interface Answers {
  readonly all: number;
  readonly satisfied: number;
  readonly dissatisfied: number;
}

/** The answers on one scale through one channel: those only are comparable. */
export interface Stratum {
  readonly scale: 'nps' | 'csat' | 'ces' | 'feedback';
  readonly channel: string;
  readonly recent: Answers;
  readonly earlier: Answers;
}

type Counted = [key: [scale: Stratum['scale'], channel: string], ...counts: number[]];

/** Reads the facet `answerCounts`; empty where there is none. */
export function strataOf(facet: unknown): Stratum[] {
  return ((facet ?? []) as Counted[]).map(([[scale, channel], ...counts]) => ({
    scale,
    channel,
    recent: answersOf(counts.slice(0, 3)),
    earlier: answersOf(counts.slice(3)),
  }));
}

function answersOf([all = 0, satisfied = 0, dissatisfied = 0]: readonly number[]): Answers {
  return { all, satisfied, dissatisfied };
}

/** Answers of one kind: how many, and how many of them satisfied or dissatisfied. */
export interface Answers {
  readonly all: number;
  readonly satisfied: number;
  readonly dissatisfied: number;
}

/** The answers on one scale through one channel: those only are comparable. */
export interface Stratum {
  readonly scale: Scale;
  readonly channel: string;
  readonly recent: Answers;
  readonly earlier: Answers;
}

type Scale = 'nps' | 'csat' | 'ces' | 'feedback';
type Key = readonly [scale: Scale, channel: string, period: 0 | 1, standing: -1 | 0 | 1];
type Counted = readonly [key: Key, answers: number];

/** Reads the facet `answerCounts`; empty where there is none. */
export function strataOf(facet: unknown): Stratum[] {
  const counts = (facet ?? []) as Counted[];
  const alike = Map.groupBy(counts, ([[scale, channel]]) => JSON.stringify([scale, channel]));
  return [...alike.values()].map((some) => {
    const [scale, channel] = some[0]![0];
    return { scale, channel, recent: answersIn(some, 0), earlier: answersIn(some, 1) };
  });
}

function answersIn(counts: readonly Counted[], period: 0 | 1): Answers {
  const then = counts.filter(([key]) => key[2] === period);
  const standing = (wanted: number) => sum(then.filter(([key]) => key[3] === wanted));
  return { all: sum(then), satisfied: standing(1), dissatisfied: standing(-1) };
}

function sum(counts: readonly Counted[]): number {
  return counts.reduce((total, [, answers]) => total + answers, 0);
}

import type { IndicatorChange } from './change.ts';
import type { Evaluation, VectorVersion } from './evaluation.ts';

/** As Avro holds it: `receivedSum` passes 2^53, so it travels as decimal digits. */
export type WireEvaluation = Omit<Evaluation, 'version' | 'facets'> & {
  readonly version: Omit<VectorVersion, 'receivedSum'> & { readonly receivedSum: string };
};

export type WireIndicatorChange = Omit<IndicatorChange, 'live' | 'closes'> & {
  readonly live: WireEvaluation;
  readonly closes: readonly { readonly day: string; readonly evaluation: WireEvaluation }[];
};

/** An indicator change as `health.indicator-changes` carries it. */
export function changeToWire(change: IndicatorChange): WireIndicatorChange {
  return {
    ...change,
    live: evaluationToWire(change.live),
    closes: change.closes.map(({ day, evaluation }) => ({ day, evaluation: evaluationToWire(evaluation) })),
  };
}

/** The inverse of {@link changeToWire}. Throws a SyntaxError when `receivedSum` is not decimal digits. */
export function changeFromWire(wire: WireIndicatorChange): IndicatorChange {
  return {
    ...wire,
    live: evaluationFromWire(wire.live),
    closes: wire.closes.map(({ day, evaluation }) => ({ day, evaluation: evaluationFromWire(evaluation) })),
  };
}

export function evaluationToWire(evaluation: Evaluation): WireEvaluation {
  const { facets: _, version, ...told } = evaluation;
  return { ...told, version: { ...version, receivedSum: version.receivedSum.toString() } };
}

export function evaluationFromWire(wire: WireEvaluation): Evaluation {
  return { ...wire, version: { ...wire.version, receivedSum: BigInt(wire.version.receivedSum) }, facets: {} };
}

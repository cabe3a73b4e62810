import type { Evaluation, MissingReason, VectorVersion } from '@bellwether/domain';

/** The version is in the row's own columns, and names, which are longer than all the rest, are said once for many rows. */
type KeptEvaluation = Omit<Evaluation, 'version' | 'values'> & {
  /** One an indicator: its value, or why it has none. */
  readonly values: readonly (number | MissingReason)[];
};

/** An evaluation as it is kept in a column, without what {@link decodeEvaluation} is given. */
export function encodeEvaluation({ version: _, values, ...told }: Evaluation): string {
  const kept: KeptEvaluation = { ...told, values: values.map(({ value, reason }) => value ?? reason!) };
  return JSON.stringify(kept);
}

/** The inverse of {@link encodeEvaluation}; `indicators` are the names in the order of the values. */
export function decodeEvaluation(
  json: string,
  indicators: readonly string[],
  version: VectorVersion,
): Evaluation {
  const { values, ...told } = JSON.parse(json) as KeptEvaluation;
  return {
    ...told,
    version,
    values: values.map((kept, n) => {
      const indicator = indicators[n]!;
      return typeof kept === 'number'
        ? { indicator, value: kept, reason: null }
        : { indicator, value: null, reason: kept };
    }),
  };
}

const FIELD_BITS = 64n;

/** (epoch, facts, received sum, as-of) as one UInt256 that orders as versions do; the sum has 96 bits. */
export function packVersion({ epoch, facts, receivedSum, asOf }: VectorVersion): bigint {
  let packed = BigInt(epoch);
  packed = (packed << 32n) | BigInt(facts);
  packed = (packed << 96n) | receivedSum;
  return (packed << FIELD_BITS) | BigInt(asOf);
}

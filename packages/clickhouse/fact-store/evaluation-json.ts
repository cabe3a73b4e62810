import type { Evaluation, VectorVersion } from '@bellwether/domain';

/** An evaluation as it is kept in a column: JSON, the one bigint as a decimal string. */
export function encodeEvaluation(evaluation: Evaluation): string {
  const { version } = evaluation;
  return JSON.stringify({ ...evaluation, version: { ...version, receivedSum: String(version.receivedSum) } });
}

/** The inverse of {@link encodeEvaluation}. */
export function decodeEvaluation(json: string): Evaluation {
  const kept = JSON.parse(json) as Evaluation & { version: { receivedSum: string } };
  const version = { ...kept.version, receivedSum: BigInt(kept.version.receivedSum) };
  // What was kept before there were proposals has none.
  return { ...kept, version, proposals: kept.proposals ?? [] };
}

const FIELD_BITS = 64n;

/** (epoch, facts, received sum, as-of) as one UInt256 that orders as versions do; the sum has 96 bits. */
export function packVersion({ epoch, facts, receivedSum, asOf }: VectorVersion): bigint {
  let packed = BigInt(epoch);
  packed = (packed << 32n) | BigInt(facts);
  packed = (packed << 96n) | receivedSum;
  return (packed << FIELD_BITS) | BigInt(asOf);
}

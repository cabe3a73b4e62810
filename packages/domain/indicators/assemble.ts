import type { Instant } from '../time/days.ts';
import type { ComposedSource, EvaluationQuery } from './composer.ts';
import { isMeasured } from './definition.ts';
import type {
  AccountProfile,
  CurrentAnswer,
  Evaluation,
  EvaluationRequest,
  IndicatorValue,
  MissingReason,
} from './evaluation.ts';
import type { EpochOf } from './fact-store.ts';
import type { VersionRow } from './versions.ts';

/** One row of what {@link sourceSQL} asks. */
export type ValueRow = readonly [
  i: number,
  values: readonly (number | null)[],
  reasons: readonly string[],
  details: readonly (string | null)[],
];

/** What one source says of requests. */
export interface SourceAnswer {
  readonly composed: ComposedSource;
  readonly rows: readonly ValueRow[];
}

/**
 * What was measured, in the order of the requests; null for an account without a fact up to as-of's day. Its values are
 * those of measured indicators; the others follow once what is carried over is known: see deriveAll.
 */
export function assembleMeasured(
  query: EvaluationQuery,
  requests: readonly EvaluationRequest[],
  versions: readonly VersionRow[],
  answers: readonly SourceAnswer[],
  epochOf: EpochOf,
): (Evaluation | null)[] {
  const versionOf = new Map(versions.map((row) => [row[0], row]));
  const values = requests.map(() => new Map<string, IndicatorValue>());
  const details = requests.map(() => new Map<string, string | null>());
  for (const { composed, rows } of answers)
    for (const row of rows) readRow(composed, row, values[row[0]]!, details[row[0]]!);
  const measured = query.indicators.filter(isMeasured);
  const facets = query.sources.flatMap((s) => s.details.filter((d) => d.use !== 'account').map((d) => d.id));
  return requests.map((request, i) => {
    const version = versionOf.get(i);
    if (!version) return null;
    return {
      version: {
        epoch: epochOf(request.tenantId),
        facts: Number(version[1]),
        receivedSum: BigInt(version[2]),
        asOf: request.asOf,
      },
      values: measured.map(({ id }) => values[i]!.get(id) ?? never(id)),
      answers: answersOf(details[i]!),
      profile: profileOf(details[i]!),
      facets: Object.fromEntries(facets.map((id) => [id, details[i]!.get(id) ?? null])),
      firstDay: version[3],
      proposals: [],
    };
  });
}

function readRow(
  { indicators, details: named }: ComposedSource,
  [, values, reasons, details]: ValueRow,
  into: Map<string, IndicatorValue>,
  intoDetails: Map<string, string | null>,
): void {
  indicators.forEach(({ id }, n) => {
    const value = values[n] ?? null;
    const reason = value === null ? (reasons[n] as MissingReason) : null;
    into.set(id, { indicator: id, value, reason });
  });
  for (const [n, { id }] of named.entries()) intoDetails.set(id, details[n] ?? null);
}

function never(indicator: string): IndicatorValue {
  return { indicator, value: null, reason: 'never' };
}

/** A vector holds the profile 31 times over and has to fit one Kafka message, whatever a producer wrote. */
const TEXT_LENGTH_MAX = 500;

function answersOf(details: ReadonlyMap<string, string | null>): CurrentAnswer[] {
  type Given = [questionId: string, eventId: string, givenAt: Instant];
  const answers = JSON.parse(details.get('answers') ?? '[]') as Given[];
  return answers.map(([questionId, eventId, givenAt]) => ({ questionId, eventId, givenAt }));
}

function profileOf(details: ReadonlyMap<string, string | null>): AccountProfile {
  const text = (id: string) => details.get(id)?.slice(0, TEXT_LENGTH_MAX) ?? null;
  const number = (id: string) => (text(id) === null ? null : Number(text(id)));
  return {
    name: text('name'),
    segment: text('segment'),
    lifecycleStage: text('lifecycleStage'),
    csmId: text('csmId'),
    csmName: text('csmName'),
    csmEmail: text('csmEmail'),
    mrr: number('mrr'),
    renewalAt: number('renewalAt'),
    churnedAt: number('churnedAt'),
  };
}

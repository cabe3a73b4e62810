import { type Evaluation, type Indicator, lineageOf } from '@bellwether/domain';
import type { RandomHistory } from '@bellwether/testkit';

const RELATIVE_ERROR = 1e-9;

/** Where the oracles and the SQL say different things of one account. */
export interface Difference {
  readonly history: RandomHistory;
  /** By instant and what differs: `2024-02-29T12:00:00.000Z nps: oracle 50, SQL 33.3`. */
  readonly lines: readonly string[];
  /** Of the indicators that differ; empty where something else does. */
  readonly indicators: readonly string[];
}

export function differenceOf(
  history: RandomHistory,
  oracles: readonly (Evaluation | null)[],
  evaluations: readonly (Evaluation | null)[],
): Difference | null {
  const found = history.asOfs.flatMap((asOf, n) =>
    partsThatDiffer(oracles[n]!, evaluations[n]!).map((part) => ({
      ...part,
      asOf: new Date(asOf).toISOString(),
    })),
  );
  if (found.length === 0) return null;
  return {
    history,
    lines: found.map(
      ({ asOf, name, want, got }) => `${asOf} ${name}: oracle ${text(want)}, SQL ${text(got)}`,
    ),
    indicators: [...new Set(found.flatMap(({ indicator }) => indicator ?? []))],
  };
}

/** The plainest of them, with the signals that its first indicator reads, in the order of arrival. */
export function explainDifferences(
  differences: readonly Difference[],
  indicators: readonly Indicator[],
  repeat: string,
): string {
  const [plainest] = differences
    .map((difference) => ({ ...difference, read: signalsRead(difference, indicators) }))
    .sort((a, b) => a.read.length - b.read.length || a.lines.length - b.lines.length);
  const { history, lines, read } = plainest!;
  return [
    `${differences.length} accounts differ, by ${[...new Set(differences.flatMap((d) => d.indicators))].join(', ') || 'no indicator'}.`,
    `The plainest is ${history.tenantId}/${history.accountId}:`,
    ...lines.map((line) => `  ${line}`),
    'Its signals, as they arrived:',
    ...read.map(({ topic, tenantId: _tenant, accountId: _account, occurredAt, receivedAt, ...said }) => {
      const times = [occurredAt, receivedAt].map((at) => new Date(at).toISOString());
      return `  ${topic} at ${times[0]}, received ${times[1]}: ${text(said)}`;
    }),
    `Again: ${repeat}`,
  ].join('\n');
}

function signalsRead({ history, indicators: [first] }: Difference, indicators: readonly Indicator[]) {
  const indicator = indicators.find(({ id }) => id === first);
  const fields = indicator ? [...lineageOf(indicator, indicators).fields] : null;
  return history.copies.filter(
    ({ topic }) => !fields || fields.some((field) => field.startsWith(`${topic}.`)),
  );
}

function partsThatDiffer(want: Evaluation | null, got: Evaluation | null) {
  if (!want || !got) return want === got ? [] : [{ name: 'evaluation', indicator: null, want, got }];
  const values = want.values.map((value, n) => ({
    name: value.indicator,
    indicator: value.indicator,
    want: value.value ?? value.reason,
    got: got.values[n]?.value ?? got.values[n]?.reason,
  }));
  const others = (['version', 'answers', 'profile', 'facets', 'firstDay', 'proposals'] as const).map(
    (name) => ({
      name,
      indicator: null,
      want: want[name],
      got: got[name],
    }),
  );
  return [...values, ...others].filter((part) => !agree(part.want, part.got));
}

function agree(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    return Math.abs(a - b) <= RELATIVE_ERROR * Math.max(1, Math.abs(a));
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [inA, inB] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => agree(inA[key], inB[key]));
}

const text = (value: unknown) => JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? String(v) : v));

import { readIndicators } from '@bellwether/configuration';
import {
  CLOSES_KEPT,
  changeFromWire,
  closeOf,
  type Evaluation,
  type IndicatorChange,
  type Instant,
  lastClosedDays,
  type WireIndicatorChange,
} from '@bellwether/domain';
import { evaluateNaively, historyOf, type Signal } from '@bellwether/testkit';
import { textReader } from '@bellwether/text';
import { isNear } from '../near.ts';
import { type ReadBack, signalsByAccount } from '../workload/read-back.ts';

const VECTORS = 'health.indicator-changes';

/** They follow from which features are core or high-impact, and the oracles know other ones than those that ship. */
const OF_CONFIGURED_FEATURES: ReadonlySet<string> = new Set([
  'core-feature-use',
  'high-impact-feature-use',
  'underused-features',
  'expansion-readiness',
  'time-to-adoption',
]);

/** The last word on an account: `now`, and by the day of each close. */
type Published = Map<string, Evaluation>;

export interface OwnCheckOptions extends ReadBack {
  readonly asOf: Instant;
}

export interface OwnCheck {
  readonly evaluations: number;
  /** What differs, in words; empty when everything agrees. */
  readonly differences: readonly string[];
}

/** Holds what we published last of accounts, now and at every close, against the oracles over the same signals. */
export async function checkOwn(options: OwnCheckOptions): Promise<OwnCheck> {
  const accounts = [...(await signalsByAccount(options))].filter(([, signals]) => signals.length > 0);
  const published = await lastPublished(options, new Set(accounts.map(([key]) => key)));
  const ids = readIndicators()
    .map(({ id }) => id)
    .filter((id) => !OF_CONFIGURED_FEATURES.has(id));
  const differences = accounts.flatMap(([key, signals]) =>
    differencesOf(key, signals, published.get(key)!, options.asOf, ids),
  );
  return { evaluations: [...published.values()].reduce((sum, { size }) => sum + size, 0), differences };
}

async function lastPublished(
  { log, codec }: ReadBack,
  keys: ReadonlySet<string>,
): Promise<Map<string, Published>> {
  const published = new Map([...keys].map((key): [string, Published] => [key, new Map()]));
  await log.read({
    topics: [VECTORS],
    from: 'start',
    onRecord: ({ topic, key, value }) => {
      const of = published.get(String(key));
      if (!of) return;
      const decoded = codec.decode(topic, value);
      if (decoded.kind !== 'value') throw new Error(`${topic} holds a record that is ${decoded.kind}`);
      const change: IndicatorChange = changeFromWire(decoded.value as unknown as WireIndicatorChange);
      of.set('now', change.live);
      for (const { day, evaluation } of change.closes) of.set(day, evaluation);
    },
  });
  return published;
}

function differencesOf(
  key: string,
  signals: readonly Signal[],
  published: Published,
  asOf: Instant,
  ids: readonly string[],
): string[] {
  const history = historyOf(signals, (text, language) => textReader.read(text, language));
  const instants: [when: string, at: Instant][] = [
    ['now', asOf],
    ...lastClosedDays(asOf, CLOSES_KEPT).map((day): [string, Instant] => [day, closeOf(day)]),
  ];
  return instants.flatMap(([when, at]) => {
    const naive = evaluateNaively(history, at, 0);
    if (naive === null) return [];
    const ours = published.get(when);
    if (!ours) return [`${key} has no evaluation of ${when}`];
    const given = new Map(ours.values.map((reading) => [reading.indicator, reading]));
    const wanted = new Map(naive.values.map((reading) => [reading.indicator, reading]));
    return ids.flatMap((id) => {
      const [is, should] = [given.get(id), wanted.get(id)!];
      if (is && is.reason === should.reason && isNear(is.value, should.value)) return [];
      return [`${key}, ${when}: ${id} is ${textOf(is)}, should be ${textOf(should)}`];
    });
  });
}

function textOf(
  reading: { readonly value: number | null; readonly reason: string | null } | undefined,
): string {
  return reading === undefined ? 'missing' : String(reading.value ?? reading.reason);
}

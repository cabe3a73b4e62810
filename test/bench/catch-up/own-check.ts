import { changeFromWire, type Evaluation, type Instant, type WireIndicatorChange } from '@bellwether/domain';
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

/** The last word on an account, by as-of: of now and of every close. */
type Evaluations = Map<Instant, Evaluation>;

export interface OwnCheck {
  readonly evaluations: number;
  /** What differs, in words; empty when everything agrees. */
  readonly differences: readonly string[];
}

/** Holds what we published last of accounts, now and at every close, against the oracles over the same signals. */
export async function checkOwn(options: ReadBack): Promise<OwnCheck> {
  const accounts = [...(await signalsByAccount(options))].filter(([, signals]) => signals.length > 0);
  const published = await lastPublished(options, new Set(accounts.map(([key]) => key)));
  const differences = accounts.flatMap(([key, signals]) => differencesOf(key, signals, published.get(key)!));
  return { evaluations: [...published.values()].reduce((sum, { size }) => sum + size, 0), differences };
}

async function lastPublished(
  { log, codec }: ReadBack,
  keys: ReadonlySet<string>,
): Promise<Map<string, Evaluations>> {
  const published = new Map([...keys].map((key): [string, Evaluations] => [key, new Map()]));
  await log.read({
    topics: [VECTORS],
    from: 'start',
    onRecord: ({ topic, key, value }) => {
      const of = published.get(String(key));
      if (!of) return;
      const decoded = codec.decode(topic, value);
      if (decoded.kind !== 'value') throw new Error(`${topic} holds a record that is ${decoded.kind}`);
      const { live, closes } = changeFromWire(decoded.value as unknown as WireIndicatorChange);
      for (const evaluation of [...closes.map((close) => close.evaluation), live])
        of.set(evaluation.version.asOf, evaluation);
    },
  });
  return published;
}

function differencesOf(key: string, signals: readonly Signal[], published: Evaluations): string[] {
  if (published.size === 0) return [`${key} has no vector`];
  const history = historyOf(signals, (text, language) => textReader.read(text, language));
  return [...published].flatMap(([asOf, { values }]) => {
    const naive = evaluateNaively(history, asOf, 0)?.values ?? [];
    const wanted = new Map(naive.map(({ indicator, value }) => [indicator, value]));
    return values.flatMap(({ indicator, value }) => {
      if (OF_CONFIGURED_FEATURES.has(indicator)) return [];
      const right = wanted.get(indicator);
      return right !== undefined && isNear(value, right)
        ? []
        : [`${key} as of ${new Date(asOf).toISOString()}: ${indicator} is ${value}, should be ${right}`];
    });
  });
}

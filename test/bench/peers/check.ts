import { historyOf, ORACLES, type Signal } from '@bellwether/testkit';
import { isNear } from '../near.ts';
import { type ReadBack, signalsByAccount } from '../workload/read-back.ts';

/** What the peers compute, under our names. Ours computes all of the catalogue. */
export const PEER_INDICATORS: readonly string[] = [
  'logins-per-week',
  'active-users',
  'usage-change',
  'days-since-last-seen',
  'feature-breadth',
  'open-urgent-tickets',
  'median-resolution-hours',
  'nps',
  'csat',
  'likelihood-to-renew',
  'value-received',
  'relationship-strength',
  'communication-tone',
  'overdue-milestones',
  'engagement-frequency',
  'champion-change',
  'mrr-change',
  'renewal-due-days',
];

export interface CheckOptions extends ReadBack {
  readonly outputTopic: string;
  readonly asOf: number;
}

export interface Checked {
  readonly accounts: number;
  readonly compared: number;
  /** What differs, in words; empty when everything agrees. */
  readonly differences: readonly string[];
}

type Vector = Readonly<Record<string, number | null>>;

/** Holds the last vector of each account against the oracles over the same signals. */
export async function checkPeer(options: CheckOptions): Promise<Checked> {
  const { log, outputTopic } = options;
  const accounts = await signalsByAccount(options);
  const vectors = new Map<string, Vector>();
  await log.read({
    topics: [outputTopic],
    from: 'start',
    onRecord: ({ key, value }) => vectors.set(String(key), JSON.parse(String(value)) as Vector),
  });
  const differences: string[] = [];
  let compared = 0;
  for (const [account, signals] of accounts) {
    const vector = vectors.get(account);
    if (!vector) differences.push(`${account} has no vector`);
    else if (signals.length > 0) {
      compared += 1;
      differences.push(...differencesOf(account, vector, signals, options.asOf));
    }
  }
  return { accounts: accounts.size, compared, differences };
}

function differencesOf(account: string, vector: Vector, signals: readonly Signal[], asOf: number): string[] {
  const history = historyOf(signals);
  const wanted: [string, number | null][] = [
    ['facts', history.facts.length],
    ...PEER_INDICATORS.map((id): [string, number | null] => [id, ORACLES.get(id)!(history, asOf).value]),
  ];
  return wanted.flatMap(([id, value]) => {
    const given = vector[id];
    return given !== undefined && isNear(given, value)
      ? []
      : [`${account}: ${id} is ${given}, should be ${value}`];
  });
}

import type { Codec } from '@bellwether/contracts';
import type { EventLog } from '@bellwether/kafka';
import { historyOf, ORACLES, type Signal } from '@bellwether/testkit';

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

export interface CheckOptions {
  readonly log: EventLog;
  readonly codec: Codec;
  readonly topics: readonly string[];
  readonly outputTopic: string;
  readonly asOf: number;
  /** One account in so many is compared; all of them must have a vector. */
  readonly oneIn: number;
}

export interface Checked {
  readonly accounts: number;
  readonly compared: number;
  /** What differs, in words; empty when everything agrees. */
  readonly differences: readonly string[];
}

type Vector = Readonly<Record<string, number | null>>;

const TOLERANCE = 1e-9;

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

/** Every account that has signals; those not compared without them. */
async function signalsByAccount({ log, codec, topics, oneIn }: CheckOptions): Promise<Map<string, Signal[]>> {
  const accounts = new Map<string, Signal[]>();
  const compared = new Set<string>();
  await log.read({
    topics,
    from: 'start',
    onRecord: ({ topic, key, value }) => {
      const account = String(key);
      let signals = accounts.get(account);
      if (!signals) {
        if (accounts.size % oneIn === 0) compared.add(account);
        signals = [];
        accounts.set(account, signals);
      }
      if (!compared.has(account)) return;
      const decoded = codec.decode(topic, value);
      if (decoded.kind !== 'value') throw new Error(`${topic} holds a record that is ${decoded.kind}`);
      // Last, because interactions have a field of that name.
      signals.push({ ...decoded.value, topic } as unknown as Signal);
    },
  });
  return accounts;
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

function isNear(given: number | null, wanted: number | null): boolean {
  if (given === null || wanted === null) return given === wanted;
  return Math.abs(given - wanted) <= TOLERANCE * Math.max(1, Math.abs(wanted));
}

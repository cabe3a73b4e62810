import { DAY_MS, type Instant } from '@bellwether/domain';
import { Random } from '../../model/random.ts';
import { type Happening, happeningOf, happeningsAtStart } from './happenings.ts';
import { type Population, populationOf } from './population.ts';

export interface WorkloadSize {
  readonly signals: number;
  readonly accounts: number;
  readonly users: number;
  readonly days: number;
}

/** What the aims are stated for. A round of it with nearly all peers takes half an hour on two slow cores. */
export const FULL_SIZE: WorkloadSize = { signals: 3_000_000, accounts: 10_000, users: 100_000, days: 120 };
/** As many signals an account, in a fifth of the time. */
export const USUAL_SIZE: WorkloadSize = { signals: 600_000, accounts: 2_000, users: 20_000, days: 120 };

export interface Workload extends WorkloadSize {
  readonly tenantId: string;
  /** The end of the last day: every signal happened before it. */
  readonly asOf: Instant;
  readonly seed: number;
}

/** A signal in the order of arrival, ready to be encoded. */
export interface WorkloadSignal {
  readonly topic: string;
  readonly accountId: string;
  readonly signal: Readonly<Record<string, unknown>>;
}

/** How often each topic is sent, in percent. */
export const MIX = {
  'signals.feature-use': 65,
  'signals.login': 25,
  'signals.ticket': 3,
  'signals.interaction': 2,
  'signals.assessment': 1.5,
  'signals.survey': 1.5,
  'signals.milestone': 0.8,
  'signals.contact': 0.5,
  'signals.subscription': 0.4,
  'signals.account': 0.3,
} as const;

const LATE = 0.02;
const LATE_MS_MAX = 10 * DAY_MS;
const DUPLICATE = 0.01;
/** A duplicate repeats one of so many signals before it. */
const REPEATED_FROM = 5_000;

/** The same signals for the same workload, on any machine. The first ones tell of each account what every account has. */
export function* signalsOf(workload: Workload): Generator<WorkloadSignal> {
  const { signals, accounts, users, days, asOf, seed } = workload;
  const random = new Random(seed);
  const population = populationOf(accounts, users);
  const startsAt = asOf + 1 - days * DAY_MS;
  const recent: WorkloadSignal[] = [];
  let told = 0;
  let made = 0;
  function* next(): Generator<Happening & { readonly arrivedAt: Instant }> {
    for (let place = 0; place < accounts; place += 1)
      for (const happening of happeningsAtStart(place, population, startsAt, random))
        yield { ...happening, arrivedAt: startsAt };
    while (true) {
      const arrivedAt = startsAt + Math.floor(((told + 1) / (signals + 1)) * days * DAY_MS);
      const topic = random.weighted(MIX);
      yield { ...happeningOf(topic, population.pick(random), population, arrivedAt, random), arrivedAt };
    }
  }
  for (const { topic, place, arrivedAt, fields } of next()) {
    if (told >= signals) return;
    const lateMs = random.chance(LATE) ? random.int(0, Math.min(LATE_MS_MAX, arrivedAt - startsAt)) : 0;
    const one = signalOf(workload, population, { topic, place, fields }, arrivedAt, lateMs, random);
    recent[made % REPEATED_FROM] = one;
    made += 1;
    told += 1;
    yield one;
    if (told < signals && random.chance(DUPLICATE)) {
      told += 1;
      const { signal, ...again } = random.pick(recent)!;
      yield { ...again, signal: { ...signal, receivedAt: arrivedAt + 1 } };
    }
  }
}

/** What happened, in its envelope: received now, or having happened some time before. */
export function signalOf(
  { tenantId }: Pick<Workload, 'tenantId'>,
  { accounts }: Population,
  { topic, place, fields }: Happening,
  arrivedAt: Instant,
  lateMs: number,
  random: Random,
): WorkloadSignal {
  const accountId = accounts[place]!;
  const signal = {
    eventId: eventId(random),
    tenantId,
    accountId,
    occurredAt: arrivedAt - lateMs,
    receivedAt: arrivedAt,
    source: 'bench',
    ...fields,
  };
  return { topic, accountId, signal };
}

const hex = (random: Random, digits: number) =>
  Math.floor(random.next() * 16 ** digits)
    .toString(16)
    .padStart(digits, '0');

function eventId(random: Random): string {
  const [a, b, c, d] = [hex(random, 8), hex(random, 8), hex(random, 8), hex(random, 8)];
  return `${a}-${b.slice(0, 4)}-${b.slice(4)}-${c.slice(0, 4)}-${c.slice(4)}${d}`;
}

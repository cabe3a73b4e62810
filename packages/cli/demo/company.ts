import { addDays, type Day } from '@bellwether/domain';
import { COMPANY_NAMES, CSMS, FEATURES, INDUSTRIES } from './names.ts';
import { clamp, type Random, seededRandom } from './random.ts';

export type Segment = 'enterprise' | 'mid-market' | 'small-business';

/** What does not change about a customer of the demo company. */
export interface DemoAccount {
  readonly id: string;
  readonly name: string;
  readonly segment: Segment;
  readonly industry: string;
  readonly region: string;
  /** Large customers overseas pay in their own. */
  readonly currency: 'EUR' | 'USD';
  readonly csm: (typeof CSMS)[number];
  /** Whoever looks after them from a day on, where their CSM changed. */
  readonly handover: { readonly day: Day; readonly csm: (typeof CSMS)[number] } | null;
  readonly seats: number;
  /** People who use the product; the first one is the champion, the second the sponsor. */
  readonly users: readonly string[];
  readonly features: readonly string[];
  readonly plan: string;
  readonly mrr: number;
  readonly customerSince: Day;
  readonly termMonths: 1 | 12;
  /** How well the product suits them, 0 to 1. Hidden. */
  readonly fit: number;
  /** How far use follows satisfaction, 0 to 1: a locked-in customer works on while it looks for a way out. Hidden. */
  readonly freedom: number;
  /** How far this account's CSM errs, in points of the 1 to 5 scale. Hidden. */
  readonly csmBias: number;
}

export const DEMO_ACCOUNTS = 200;
const USERS_MAX = 12;
/** Billing and CRM remember longer than telemetry: some customers are older than the history of their use. */
const OLDEST_CUSTOMER_DAYS = 600;

const HANDED_OVER = 0.2;
const HANDOVER_DAYS_AGO = [5, 40] as const;

const SEGMENTS: readonly {
  segment: Segment;
  share: number;
  seats: readonly [number, number];
  seatPrice: number;
}[] = [
  { segment: 'enterprise', share: 0.2, seats: [20, 60], seatPrice: 95 },
  { segment: 'mid-market', share: 0.35, seats: [8, 24], seatPrice: 70 },
  { segment: 'small-business', share: 0.45, seats: [2, 10], seatPrice: 45 },
];

/** The customers of the demo company; the same for the same seed and first day of history. */
export function demoCompany(
  seed: string,
  historyStart: Day,
  historyDays: number,
  count = DEMO_ACCOUNTS,
): DemoAccount[] {
  return Array.from({ length: count }, (_, index) =>
    demoAccount(index, seededRandom(`${seed}/account/${index}`), addDays(historyStart, historyDays)),
  );
}

function demoAccount(index: number, random: Random, end: Day): DemoAccount {
  const name = COMPANY_NAMES[index % COMPANY_NAMES.length]!;
  const { segment, seats: range, seatPrice } = pickSegment(random);
  const seats = random.integer(...range);
  const id = name.toLowerCase().replaceAll(' ', '-');
  const featureCount = clamp(
    Math.round(random.normal(segment === 'enterprise' ? 12 : 8, 2)),
    4,
    FEATURES.length,
  );
  const region = random.pick(['emea', 'amer', 'apac']);
  return {
    id,
    name,
    segment,
    industry: INDUSTRIES[name.split(' ')[1]!] ?? 'other',
    region,
    currency: region === 'amer' && segment === 'enterprise' ? 'USD' : 'EUR',
    csm: random.pick(CSMS),
    seats,
    users: Array.from(
      { length: clamp(Math.round(seats * random.between(0.4, 0.9)), 2, USERS_MAX) },
      (_, n) => `${id}-user-${n + 1}`,
    ),
    features: FEATURES.slice(0, featureCount),
    plan: segment === 'enterprise' ? 'scale' : segment === 'mid-market' ? 'team' : 'starter',
    mrr: Math.round(seats * seatPrice * random.between(0.8, 1.1)),
    customerSince: addDays(end, -random.integer(45, OLDEST_CUSTOMER_DAYS)),
    termMonths: segment === 'small-business' && random.chance(0.5) ? 1 : 12,
    fit: clamp(random.normal(0.62, 0.18), 0.05, 0.98),
    freedom: clamp(random.normal(0.7, 0.25), 0.05, 1),
    csmBias: random.normal(0, 0.4),
    handover: random.chance(HANDED_OVER)
      ? { day: addDays(end, -random.integer(...HANDOVER_DAYS_AGO)), csm: random.pick(CSMS) }
      : null,
  };
}

export function csmOn({ csm, handover }: DemoAccount, day: Day): (typeof CSMS)[number] {
  return handover && day >= handover.day ? handover.csm : csm;
}

function pickSegment(random: Random) {
  let rest = random.next();
  for (const segment of SEGMENTS) {
    if (rest < segment.share) return segment;
    rest -= segment.share;
  }
  return SEGMENTS.at(-1)!;
}

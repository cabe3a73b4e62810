import { addDays, type Day, type Instant, startOfDay } from '@bellwether/domain';
import type { DemoAccount } from '../company.ts';
import { type DayContext, workingHour } from '../emit.ts';

const DAYS_PER_MONTH = 30;
const NOTICE_DAYS = 30;
/** Bought once, beside the contract, now and then. */
const TRAININGS_PER_DAY = 1 / 400;
const TRAINING_FEE = 900;

const REASONS = ['price', 'missing-features', 'support', 'project-ended', 'went-to-competitor'];

export interface Contract {
  mrr: number;
  seats: number;
  termStarts: Day;
  noticeGiven: boolean;
}

export function openContract(account: DemoAccount): Contract {
  return { mrr: account.mrr, seats: account.seats, termStarts: account.customerSince, noticeGiven: false };
}

/** How a contract goes on: renewals, expansions, notice, and the end. */
export function pay(context: DayContext, contract: Contract): void {
  const { account, state, age, day, random, emit } = context;
  const termDays = account.termMonths * DAYS_PER_MONTH;
  const termEnds = addDays(contract.termStarts, termDays);
  const report = (change: string, at: Instant, more: Record<string, unknown> = {}) =>
    emit('signals.subscription', at, {
      subscriptionId: `${account.id}-main`,
      change,
      mrr: contract.mrr,
      currency: account.currency,
      plan: account.plan,
      seats: contract.seats,
      features: account.features,
      termStartsAt: startOfDay(contract.termStarts),
      termEndsAt: startOfDay(addDays(contract.termStarts, termDays)),
      billingPeriod: account.termMonths === 12 ? 'yearly' : 'monthly',
      autoRenews: true,
      ...more,
    });

  const noticeDay = addDays(termEnds, -Math.min(NOTICE_DAYS, Math.floor(termDays / 3)));
  const at = workingHour(day, random);
  if (age === 0) report('started', at);
  else if (day === noticeDay && random.chance(leaving(state.satisfaction, account.termMonths))) {
    contract.noticeGiven = true;
    report('notice-given', at, { reason: random.pick(REASONS), autoRenews: false });
  } else if (day === termEnds && contract.noticeGiven) {
    contract.mrr = 0;
    state.churned = true;
    report('churned', at, { reason: random.pick(REASONS), autoRenews: false });
  } else if (day === termEnds) {
    contract.termStarts = termEnds;
    report('renewed', at);
  } else if (random.chance(state.satisfaction > 0.7 ? 1 / 150 : 0)) {
    const seats = Math.max(1, Math.round(contract.seats * 0.15));
    contract.mrr = Math.round(contract.mrr * (1 + seats / contract.seats));
    contract.seats += seats;
    report('expanded', at, { motion: 'upsell' });
  } else if (random.chance(state.satisfaction < 0.35 ? 1 / 120 : 0)) {
    contract.mrr = Math.round(contract.mrr * 0.85);
    report('contracted', at, { motion: 'upsell' });
  } else if (random.fork('training').chance(TRAININGS_PER_DAY)) {
    report('purchased', at, { motion: 'cross-sell', amount: TRAINING_FEE, reason: 'training' });
  }
}

/** The chance of leaving at the end of a term; a monthly one asks twelve times a year. */
function leaving(satisfaction: number, termMonths: number): number {
  const yearly = 1 / (1 + Math.exp((satisfaction - 0.38) * 14));
  return termMonths === 12 ? yearly : yearly / 6;
}

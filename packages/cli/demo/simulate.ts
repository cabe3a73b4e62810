import { addDays, type Day, daysBetween, type Instant, startOfDay } from '@bellwether/domain';
import { pursueGoals } from './behaviour/goals.ts';
import { automate, train } from './behaviour/grow.ts';
import { type Contract, openContract, pay } from './behaviour/money.ts';
import { askMore, comeAndGo, meet } from './behaviour/people.ts';
import { askAboutRelease } from './behaviour/release.ts';
import { askSupport } from './behaviour/support.ts';
import { useProduct } from './behaviour/use.ts';
import { askPeriodically, speakUp } from './behaviour/voice.ts';
import { csmOn, type DemoAccount, demoCompany } from './company.ts';
import type { DayContext, DemoSignal } from './emit.ts';
import { type Random, seededRandom } from './random.ts';
import { type HiddenState, initialState, nextDay } from './state.ts';

export const HISTORY_DAYS = 180;

export interface DemoSpan {
  readonly seed: string;
  /** First day of telemetry. */
  readonly start: Day;
  /** Nothing after this instant is emitted. */
  readonly end: Instant;
  readonly accounts?: number;
}

export interface Simulated {
  readonly account: DemoAccount;
  /** Where the account stands at the end; only the live stream may look at it. */
  readonly state: HiddenState;
  /** By time. */
  readonly signals: readonly DemoSignal[];
}

/** The demo company's accounts one by one, each with its whole history. Longer spans of one seed begin alike. */
export function* simulate({ seed, start, end, accounts }: DemoSpan): Generator<Simulated> {
  for (const account of demoCompany(seed, start, HISTORY_DAYS, accounts)) {
    yield simulateAccount(account, seededRandom(`${seed}/life/${account.id}`), start, end);
  }
}

function simulateAccount(account: DemoAccount, random: Random, start: Day, end: Instant): Simulated {
  const state = initialState(account, random.fork('state'));
  const contract = openContract(account);
  const signals: DemoSignal[] = [];
  const lastDay = new Date(end).toISOString().slice(0, 10);
  for (let day = account.customerSince; day <= lastDay && !state.churned; day = addDays(day, 1)) {
    liveOneDay(account, state, contract, day, daysBetween(start, day), random.fork(day), signals);
  }
  const happened = signals.filter((signal) => signal.occurredAt <= end);
  return { account, state, signals: happened.sort((a, b) => a.occurredAt - b.occurredAt) };
}

function liveOneDay(
  account: DemoAccount,
  state: HiddenState,
  contract: Contract,
  day: Day,
  daysWatched: number,
  random: Random,
  signals: DemoSignal[],
): void {
  const weekday = new Date(startOfDay(day)).getUTCDay();
  const context: DayContext = {
    account,
    state,
    shocks: nextDay(state, account, random.fork('shocks')),
    day,
    age: daysBetween(account.customerSince, day),
    weekend: weekday === 0 || weekday === 6,
    random,
    emit: (topic, occurredAt, fields, userId) =>
      signals.push({ topic, accountId: account.id, occurredAt, fields, ...(userId ? { userId } : {}) }),
  };
  introduce(context);
  comeAndGo({ ...context, random: random.fork('people') });
  pay({ ...context, random: random.fork('money') }, contract);
  if (daysWatched < 0) return;
  useProduct({ ...context, random: random.fork('use') });
  askSupport({ ...context, random: random.fork('support') });
  askAboutRelease({ ...context, random: random.fork('release') }, daysWatched);
  askPeriodically({ ...context, random: random.fork('voice') });
  speakUp({ ...context, random: random.fork('unasked') });
  meet({ ...context, random: random.fork('meet') });
  askMore({ ...context, random: random.fork('more') });
  pursueGoals({ ...context, random: random.fork('goals') });
  train({ ...context, random: random.fork('training') });
  automate({ ...context, random: random.fork('automation') });
}

function introduce({ account, age, day, emit }: DayContext): void {
  if (age !== 0 && day !== account.handover?.day) return;
  const csm = csmOn(account, day);
  emit('signals.account', startOfDay(day), {
    name: account.name,
    segment: account.segment,
    industry: account.industry,
    region: account.region,
    csmId: csm.id,
    csmName: csm.name,
    csmEmail: csm.email,
    lifecycleStage: 'customer',
    onboardingStartedAt: startOfDay(account.customerSince),
    touchModel: account.segment === 'enterprise' ? 'high-touch' : 'low-touch',
    provisionedUsers: account.users.length,
  });
}

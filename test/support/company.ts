import { DAY_MS, type Day, startOfDay } from '@bellwether/domain';
import type { TestSignal } from './pipeline.ts';

/** A small deterministic generator (mulberry32), so that a failing company can be made again from its seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

export interface CompanyOptions {
  readonly accounts: number;
  readonly signalsPerAccount: number;
  /** Signals lie in the `days` before the close of `lastDay`. */
  readonly lastDay: Day;
  readonly days: number;
  readonly seed: number;
}

/** Signals with fixed ids and times: written for two tenants they are the same history. */
export function companyHistory({
  accounts,
  signalsPerAccount,
  lastDay,
  days,
  seed,
}: CompanyOptions): TestSignal[] {
  const random = randomFrom(seed);
  const start = startOfDay(lastDay) - (days - 1) * DAY_MS;
  const signals: TestSignal[] = [];
  for (let a = 0; a < accounts; a++) {
    for (let s = 0; s < signalsPerAccount; s++) {
      const occurredAt = start + Math.floor(random() * days * DAY_MS);
      const common = {
        accountId: `account-${a}`,
        eventId: `e${a}-${s}`,
        occurredAt,
        receivedAt: occurredAt + 1_000,
      };
      signals.push({ ...common, ...bodyOf(random, a, s) });
    }
  }
  return signals;
}

function bodyOf(
  random: () => number,
  account: number,
  index: number,
): { topic: string; [field: string]: unknown } {
  const user = `u${Math.floor(random() * 5)}`;
  const kind = random();
  if (kind < 0.4) return { topic: 'signals.login', kind: 'login', userId: user };
  if (kind < 0.75) {
    return {
      topic: 'signals.feature-use',
      feature: `f${Math.floor(random() * 8)}`,
      count: 1 + Math.floor(random() * 4),
      userId: user,
    };
  }
  if (kind < 0.9) {
    const ticketId = `t${account}-${Math.floor(random() * 4)}`;
    const change = random() < 0.5 ? 'opened' : 'resolved';
    return { topic: 'signals.ticket', ticketId, change, actor: 'agent', priority: 'urgent' };
  }
  return {
    topic: 'signals.assessment',
    assessmentId: `a${index}`,
    questionId: 'likelihood-to-renew',
    templateVersion: 'standard-1',
    change: 'answered',
    score: 1 + Math.floor(random() * 5),
    assessorId: 'dana',
    assessorRole: 'csm',
  };
}

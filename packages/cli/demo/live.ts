import type { Instant } from '@bellwether/domain';
import { useProbability } from './behaviour/use.ts';
import type { DemoAccount } from './company.ts';
import type { DemoSignal } from './emit.ts';
import type { Random } from './random.ts';
import type { HiddenState } from './state.ts';
import { championLeaves, fading, recovering, type Story, worriedCsm } from './stories.ts';

export interface Living {
  readonly account: DemoAccount;
  readonly state: HiddenState;
}

export interface LiveStream {
  /** What happens between the last tick and `now`. */
  tick(now: Instant): { readonly signals: readonly DemoSignal[]; readonly begun: readonly Told[] };
}

/** A story that begins, for the log. */
export interface Told {
  readonly account: DemoAccount;
  readonly story: Story;
}

interface Running extends Told {
  told: number;
  nextAt: Instant;
  readonly id: string;
}

const USE_PER_SECOND = 4;
const STORIES_AT_ONCE = 3;
const BEAT_EVERY_MS = [1_500, 4_000] as const;
const GAP_MS_MAX = 2_000;

/**
 * The demo company now: people at work, a few signals a second, and stories that run side by side. `run` makes the ids
 * of this run's tickets and surveys its own.
 */
export function liveStream(living: readonly Living[], random: Random, run: string): LiveStream {
  const present = living.filter(({ state }) => !state.churned);
  const silent = new Set<string>();
  const faded: { account: DemoAccount; id: string }[] = [];
  const running: Running[] = [];
  let begunCount = 0;
  let lastTick: Instant | null = null;

  const begin = (now: Instant): Running => {
    const id = `${run}-${begunCount}`;
    const kind = begunCount % 4;
    begunCount += 1;
    const recovery = kind === 3 ? faded.shift() : undefined;
    const account = recovery?.account ?? chooseAccount(present, busy(), kind, random);
    const tell = recovery ? recovering : [fading, worriedCsm, championLeaves, recovering][kind]!;
    const story = tell(account, recovery?.id ?? id);
    if (story.goesSilent) silent.add(account.id);
    else silent.delete(account.id);
    return { account, story, told: 0, nextAt: now, id };
  };
  const busy = () => new Set([...running.map((one) => one.account.id), ...silent]);

  const advance = (now: Instant, signals: DemoSignal[]) => {
    for (const one of running) {
      if (now < one.nextAt) continue;
      const beat = one.story.beats[one.told]!;
      one.told += 1;
      one.nextAt = now + random.integer(...BEAT_EVERY_MS);
      signals.push({ ...beat, accountId: one.account.id, occurredAt: now });
    }
    for (let i = running.length - 1; i >= 0; i -= 1) {
      const one = running[i]!;
      if (one.told < one.story.beats.length) continue;
      running.splice(i, 1);
      if (one.story.kind === 'fading') faded.push({ account: one.account, id: one.id });
    }
  };

  return {
    tick(now) {
      const signals: DemoSignal[] = [];
      const begun: Told[] = [];
      while (running.length < STORIES_AT_ONCE) {
        const one = begin(now);
        running.push(one);
        begun.push({ account: one.account, story: one.story });
      }
      const gapMs = lastTick === null ? 0 : Math.min(now - lastTick, GAP_MS_MAX);
      lastTick = now;
      for (let n = random.poisson((USE_PER_SECOND * gapMs) / 1_000); n > 0; n -= 1) {
        const use = useNow(present, silent, now, random);
        if (use) signals.push(use);
      }
      advance(now, signals);
      return { signals, begun };
    },
  };
}

/** Worried CSMs need accounts whose people like to work with the product; the others can be anybody. */
function chooseAccount(
  present: readonly Living[],
  busy: ReadonlySet<string>,
  kind: number,
  random: Random,
): DemoAccount {
  const free = present.filter(({ account }) => !busy.has(account.id));
  const wanted = free.filter(({ state }) =>
    kind === 3 ? state.satisfaction < 0.5 : state.satisfaction > 0.6,
  );
  return random.pick(wanted.length > 0 ? wanted : free).account;
}

function useNow(
  present: readonly Living[],
  silent: ReadonlySet<string>,
  now: Instant,
  random: Random,
): DemoSignal | null {
  const { account, state } = random.pick(present);
  if (silent.has(account.id) || !random.chance(useProbability({ account, state }) + 0.2)) return null;
  const userId = random.pick(account.users);
  const envelope = { accountId: account.id, occurredAt: now, userId };
  if (random.chance(0.4)) {
    return {
      ...envelope,
      topic: 'signals.login',
      fields: { kind: 'login', sessionId: `${userId}/${now}`, method: 'sso' },
    };
  }
  const feature = random.pick(account.features);
  return {
    ...envelope,
    topic: 'signals.feature-use',
    fields: { feature, count: 1 + random.poisson(2), errors: 0 },
  };
}

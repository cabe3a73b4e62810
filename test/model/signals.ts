import { closeOf, DAY_MS, type Day, dayOf, type Instant } from '@bellwether/domain';
import { ASSESSMENT, LOGIN, type ModelSignal } from './facts.ts';
import type { Random } from './random.ts';

export const LIVE_TENANT = 'live';
/** Its as-of moves and histories are imported into it, so its facts all lie before any as-of it ever has. */
export const MOVED_TENANT = 'moved';
export const FIRST_DAY: Day = '2026-03-02';
export const AS_OF_CHOICES: readonly (Instant | null)[] = [closeOf('2026-03-01'), closeOf(FIRST_DAY), null];

/** What the model's sources send: new, repeated, corrected, late, shuffled and broken. */
export interface Sent {
  readonly topic: string;
  readonly key: string;
  readonly value: Buffer | null;
}

const DAYS_BACK_MAX = 36;
const TOO_OLD_DAYS = 1_200;

export class Source {
  readonly #random: Random;
  readonly #sent: { topic: string; signal: ModelSignal }[] = [];
  readonly #accounts: number;
  #count = 0;

  constructor(random: Random, accountsMax: number) {
    this.#random = random;
    this.#accounts = random.int(1, accountsMax);
  }

  next(tenantId: string, now: Instant, imported?: number): Sent {
    const random = this.#random;
    const kind = random.weighted({ fresh: 60, again: 12, corrected: 8, broken: 6, poison: 2, ancient: 2 });
    const earlier = random.pick(this.#sent.filter(({ signal }) => signal.tenantId === tenantId));
    if (kind === 'again' && earlier) return wire(earlier.topic, earlier.signal);
    if (kind === 'corrected' && earlier) return this.#correct(earlier.topic, earlier.signal, now);
    const { topic, signal } = this.#fresh(tenantId, now, imported);
    if (kind === 'broken') return this.#broken(topic, signal);
    if (kind === 'poison') return wire(topic, { ...signal, poison: true });
    if (kind === 'ancient') return wire(topic, { ...signal, occurredAt: now - TOO_OLD_DAYS * DAY_MS });
    // Sent again or corrected, it no longer is part of the import.
    this.#sent.push({ topic, signal: { ...signal, imported: undefined } });
    return wire(topic, signal);
  }

  #fresh(tenantId: string, now: Instant, imported?: number): { topic: string; signal: ModelSignal } {
    const random = this.#random;
    this.#count += 1;
    const signal: ModelSignal = {
      eventId: `e${this.#count}`,
      tenantId,
      accountId: `a${random.int(1, this.#accounts)}`,
      occurredAt: tenantId === LIVE_TENANT ? this.#when(now) : this.#when(closeOf('2026-03-01')),
      receivedAt: now + this.#count,
      amount: random.int(1, 5),
      ...(imported === undefined ? {} : { imported }),
    };
    const topic = random.chance(0.6) ? LOGIN : ASSESSMENT;
    return { topic, signal: { ...signal, ...this.#words(topic) } };
  }

  /** Every answer has words of its own, so that none has been read with another. */
  #words(topic: string): Pick<ModelSignal, 'answer'> {
    return topic === ASSESSMENT ? { answer: `answer ${this.#count}` } : {};
  }

  #when(now: Instant): Instant {
    const random = this.#random;
    const kind = random.weighted({ now: 60, recent: 20, late: 15, ahead: 5 });
    if (kind === 'now') return now;
    if (kind === 'recent') return now - random.int(0, 2 * DAY_MS);
    if (kind === 'late') return now - random.int(0, DAYS_BACK_MAX * DAY_MS);
    return now + random.int(0, 20 * 3_600_000);
  }

  /** The same event once more with other content; it lies on the same day, or it would be another fact. */
  #correct(topic: string, signal: ModelSignal, now: Instant): Sent {
    this.#count += 1;
    const day = dayOf(signal.occurredAt);
    const receivedAt = this.#random.chance(0.7) ? now + this.#count : signal.receivedAt - this.#count;
    const moved = signal.occurredAt + this.#random.int(-3_600_000, 3_600_000);
    const occurredAt = dayOf(moved) === day ? moved : signal.occurredAt;
    const amount = this.#random.int(1, 5);
    const corrected = { ...signal, occurredAt, receivedAt, amount, ...this.#words(topic) };
    this.#sent.push({ topic, signal: corrected });
    return wire(topic, corrected);
  }

  #broken(topic: string, signal: ModelSignal): Sent {
    const sound = wire(topic, signal);
    if (this.#random.chance(0.3)) return { ...sound, value: null };
    if (this.#random.chance(0.5)) return { ...sound, value: Buffer.from('{') };
    return { ...sound, key: `${signal.tenantId}/somebody-else` };
  }
}

function wire(topic: string, signal: ModelSignal): Sent {
  return { topic, key: `${signal.tenantId}/${signal.accountId}`, value: Buffer.from(JSON.stringify(signal)) };
}

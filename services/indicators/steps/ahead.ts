import type { Instant } from '@bellwether/domain';
import type { PlacedFact } from './door.ts';

/** The hourly pass over all accounts sees to what lies further ahead. */
const AHEAD_MS_MAX = 3_600_000;
const FACTS_MAX = 10_000;
const NO_BYTES = new Uint8Array();

/**
 * Facts of the near future: sources' clocks run ahead of ours by moments. What is current is decided as of now, so
 * a judgement dated a moment ahead would else be heard an hour late. Only a shortcut: what is lost with the process
 * is found by the next pass.
 */
export class Ahead {
  #facts: PlacedFact[] = [];
  #firstAt = Number.POSITIVE_INFINITY;

  add(facts: Iterable<PlacedFact>, asOf: (tenantId: string) => Instant): void {
    for (const fact of facts) {
      const aheadMs = fact.occurredAt - asOf(fact.tenantId);
      if (aheadMs <= 0 || aheadMs > AHEAD_MS_MAX || this.#facts.length >= FACTS_MAX) continue;
      this.#facts.push({ ...fact, wire: NO_BYTES });
      this.#firstAt = Math.min(this.#firstAt, fact.occurredAt);
    }
  }

  isDue(now: Instant): boolean {
    return now >= this.#firstAt;
  }

  /** Hands out the facts whose time has come. */
  take(now: Instant): PlacedFact[] {
    const come = this.#facts.filter((fact) => fact.occurredAt <= now);
    this.#facts = this.#facts.filter((fact) => fact.occurredAt > now);
    this.#firstAt = this.#facts.reduce(
      (first, fact) => Math.min(first, fact.occurredAt),
      Number.POSITIVE_INFINITY,
    );
    return come;
  }
}

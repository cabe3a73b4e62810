import { randomFrom } from '../support/company.ts';

/** A seeded source of choices: the same seed makes the same run, whatever the platform. */
export class Random {
  /** In [0, 1). */
  readonly next: () => number;

  constructor(seed: number) {
    // Spread, since neighbouring seeds would begin alike.
    this.next = randomFrom(Math.imul(seed, 0x9e3779b1));
  }

  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Undefined when there is nothing to choose from. */
  pick<T>(choices: readonly T[]): T | undefined {
    return choices[Math.floor(this.next() * choices.length)];
  }

  /** One of the names, with the odds given. */
  weighted<K extends string>(odds: Readonly<Record<K, number>>): K {
    const entries = Object.entries(odds) as [K, number][];
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) {
      left -= weight;
      if (left < 0) return name;
    }
    return (entries.at(-1) as [K, number])[0];
  }
}

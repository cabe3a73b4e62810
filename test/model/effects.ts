import type { Random } from './random.ts';

interface Pending {
  readonly name: string;
  readonly run: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** Not a request to a dependency, so it cannot fail like one. */
  readonly reliable: boolean;
}

/** A fault a dependency answers with: the caller must try again. */
export class Outage extends Error {}

/**
 * Everything one process does to the outside. A call waits here until the model lets it happen, so that the
 * model decides every interleaving; a process may stand still for as long as the model likes, and die before
 * or after any single effect.
 */
export class Process {
  readonly name: string;
  dead = false;
  /** Stands still, as in a long garbage collection; goes on later as if nothing had happened. */
  frozen = false;
  #pending: Pending[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** A call of a dependency. It happens when the model says so, as one indivisible effect. */
  effect<T>(name: string, run: () => T | Promise<T>, reliable = false): Promise<T> {
    if (this.dead) return new Promise(() => {});
    return new Promise<T>((resolve, reject) => {
      this.#pending.push({ name, run, resolve: resolve as (value: unknown) => void, reject, reliable });
    });
  }

  get waiting(): number {
    return this.dead || this.frozen ? 0 : this.#pending.length;
  }

  /** Lets one effect happen, any of those waiting. Returns its name. */
  async step(random: Random, outages: number): Promise<string> {
    const [chosen] = this.#pending.splice(random.int(0, this.#pending.length - 1), 1);
    if (!chosen) return 'nothing';
    // A request that fails may have had its effect all the same.
    const fails = !chosen.reliable && random.chance(outages);
    if (fails && random.chance(0.5)) {
      chosen.reject(new Outage(chosen.name));
      return `${chosen.name} refused`;
    }
    try {
      const value = await chosen.run();
      if (fails) chosen.reject(new Outage(chosen.name));
      else chosen.resolve(value);
    } catch (error) {
      chosen.reject(error);
    }
    return fails ? `${chosen.name} unanswered` : chosen.name;
  }

  /** Dies; what it had asked for either never happens or happens with nobody left to learn of it. */
  async die(random: Random): Promise<void> {
    const pending = this.#pending;
    this.#pending = [];
    this.dead = true;
    for (const { run } of pending) {
      if (random.chance(0.5)) continue;
      try {
        await run();
      } catch {
        // Nobody is left to learn of it.
      }
    }
  }
}

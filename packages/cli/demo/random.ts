/** A seeded stream of chance: the same seed gives the same numbers on every machine. */
export interface Random {
  /** 0 inclusive to 1 exclusive. */
  next(): number;
  between(low: number, high: number): number;
  /** A whole number, both ends included. */
  integer(low: number, high: number): number;
  chance(probability: number): boolean;
  /** Standard normal, scaled. */
  normal(mean: number, deviation: number): number;
  /** How many of something that happens `mean` times on average. */
  poisson(mean: number): number;
  pick<T>(items: readonly T[]): T;
  /** A stream of its own, so that more draws here change nothing there. */
  fork(label: string): Random;
}

export function seededRandom(seed: string): Random {
  let state = hash32(seed);
  const next = () => {
    // mulberry32: 32 bits of state, passes gjrand; speed and replay matter here, not secrecy
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    integer,
    chance: (probability) => next() < probability,
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    poisson: (mean) => poisson(mean, next),
    pick: (items) => items[integer(0, items.length - 1)]!,
    fork: (label) => seededRandom(`${seed}/${label}`),
  };
}

function poisson(mean: number, next: () => number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = next(); product > limit; product *= next()) count += 1;
  return count;
}

/** FNV-1a with a final mix, so that seeds that differ in their last letter do not start alike. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

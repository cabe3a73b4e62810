/** Time as an argument: services get {@link systemClock}, tests a clock they move themselves. */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

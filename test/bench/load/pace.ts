/** How many of a steady stream should have been sent after so long: the first at once, the others evenly behind it. */
export function dueBy(elapsedMs: number, perSecond: number): number {
  return elapsedMs < 0 ? 0 : Math.floor((elapsedMs * perSecond) / 1_000) + 1;
}

/** How long until one more than `sent` is due; 0 when one is. */
export function untilNextMs(sent: number, elapsedMs: number, perSecond: number): number {
  return Math.max(0, (sent * 1_000) / perSecond - elapsedMs);
}

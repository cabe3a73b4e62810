/** Time since `since`, ms. A wall clock that was set back must not hold work up until it has caught up again. */
export function elapsedMs(since: number, now: number): number {
  return now < since ? Number.POSITIVE_INFINITY : now - since;
}

/** What one step of the search saw. */
export interface Step {
  readonly connections: number;
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
}

/**
 * Tries 1, 2, 4, … connections until the 99th percentile reaches the limit twice in a row, since one disturbance of a few
 * seconds says nothing, and returns the step with the most requests of those below it; null when one connection is too slow.
 */
export async function mostWithin(
  limitMs: number,
  connectionsMax: number,
  attempt: (connections: number) => Promise<Step>,
): Promise<Step | null> {
  let best: Step | null = null;
  for (let connections = 1; connections <= connectionsMax; connections *= 2) {
    const first = await attempt(connections);
    const step = first.p99Ms < limitMs ? first : await attempt(connections);
    if (step.p99Ms >= limitMs) break;
    if (best === null || step.requestsPerSecond > best.requestsPerSecond) best = step;
  }
  return best;
}

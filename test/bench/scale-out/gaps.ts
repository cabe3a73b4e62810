/** The longest time without any of these instants between two others, its ends included; all ms. */
export function longestGap(instants: readonly number[], from: number, to: number): number {
  const within = instants.filter((at) => at > from && at < to).sort((a, b) => a - b);
  const ends = [...within, to];
  return Math.max(...[from, ...within].map((at, n) => ends[n]! - at));
}

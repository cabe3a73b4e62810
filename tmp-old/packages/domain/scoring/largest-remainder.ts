/**
 * Rounds parts to whole numbers that sum exactly to `total`, each moved by less than one: the largest fractions
 * are rounded up, the first of equal ones first. `total` must be the rounded sum of the parts.
 */
export function largestRemainder(parts: readonly number[], total: number): number[] {
  const whole = parts.map(Math.floor);
  let left = total - whole.reduce((sum, n) => sum + n, 0);
  const byFraction = parts.map((part, at) => ({ at, fraction: part - Math.floor(part) }));
  byFraction.sort((a, b) => b.fraction - a.fraction || a.at - b.at);
  for (const { at } of byFraction) {
    if (left <= 0) break;
    whole[at]! += 1;
    left -= 1;
  }
  return whole;
}

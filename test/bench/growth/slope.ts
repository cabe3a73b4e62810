/** How y grows where x does: 0 not at all, 1 in proportion, 2 with its square. */
export function slopeOf(x: readonly [number, number], y: readonly [number, number]): number {
  return Math.log(y[1] / y[0]) / Math.log(x[1] / x[0]);
}

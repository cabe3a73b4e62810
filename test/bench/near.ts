const TOLERANCE = 1e-9;

/** Whether both are missing, or the same but for how a machine adds. */
export function isNear(given: number | null, wanted: number | null): boolean {
  if (given === null || wanted === null) return given === wanted;
  return Math.abs(given - wanted) <= TOLERANCE * Math.max(1, Math.abs(wanted));
}

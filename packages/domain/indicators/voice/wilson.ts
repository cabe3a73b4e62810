/** The normal quantile of a two-sided interval at 95 %. */
const Z = 1.959963984540054;

/**
 * The interval that holds the true share at 95 %, for `hits` of `n` (n > 0); it stays honest where n is small.
 * Source: Wilson, “Probable Inference, the Law of Succession, and Statistical Inference” (1927).
 */
export function wilsonInterval(hits: number, n: number): readonly [low: number, high: number] {
  const share = hits / n;
  const centre = share + (Z * Z) / (2 * n);
  const spread = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  const scale = 1 + (Z * Z) / n;
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
}

/** Days that are compared with as many before them, several times over. */
export const FORTNIGHT_DAYS = 14;
/** Twelve weeks of what is usual, and at least eight. */
export const USUAL_FORTNIGHTS_MAX = 6;
export const USUAL_FORTNIGHTS_MIN = 4;
/** Fewer accounts are each one's own matter. */
export const ACCOUNTS_MIN = 5;
/** What is surely more, but hardly so, is no news. */
export const RISE_MIN = 1.5;
/** How unlikely so many accounts must be by chance. */
export const CHANCE_MAX = 0.001;
/** Of more subjects than this, such as the themes of texts, each must be unlikelier by as much: else some rise at every look. */
const SUBJECTS_USUAL = 100;

/**
 * Whether more accounts are affected in a fortnight than chance explains: at least {@link ACCOUNTS_MIN}, at least
 * {@link RISE_MIN} times the usual number (the median of the fortnights before, which a single bad one does not move), and
 * with a Poisson tail below {@link CHANCE_MAX}.
 *
 * The mean of a Poisson variable lies at most ln 2 above its median, so that much is added: a rare subject does not rise by
 * being seen at all. Accounts that are affected independently vary less than Poisson, so the true chance is lower still. With a
 * hundred subjects of a kind that do not change, about one look in ten names one of them wrongly, and hardly more with more of them
 * (see {@link SUBJECTS_USUAL}); looks within a fortnight share most of their days and are wrong together.
 */
export function isRising(affected: number, usual: number, subjects: number): boolean {
  const chanceMax = CHANCE_MAX * Math.min(1, SUBJECTS_USUAL / subjects);
  return affected >= ACCOUNTS_MIN && affected >= RISE_MIN * usual && chanceOf(affected, usual) < chanceMax;
}

/** The chance of at least so many accounts where `usual` is the median. */
export function chanceOf(affected: number, usual: number): number {
  return poissonTail(affected, usual + Math.LN2);
}

/** P(X ≥ atLeast) for a Poisson variable; summed upwards from the first term, so that small tails stay exact. */
export function poissonTail(atLeast: number, mean: number): number {
  let term = Math.exp(atLeast * Math.log(mean) - mean - logFactorial(atLeast));
  let tail = 0;
  for (let k = atLeast; term > 0 && (k <= mean || term > tail * Number.EPSILON); ) {
    tail += term;
    k += 1;
    term *= mean / k;
  }
  return Math.min(1, tail);
}

function logFactorial(n: number): number {
  let sum = 0;
  for (let k = 2; k <= n; k++) sum += Math.log(k);
  return sum;
}

import { distance } from 'fastest-levenshtein';

const NEAR_MAX = 3;
/** Letters to change; two that are swapped count as two. */
const FAR_MAX = 2;

/** The known names a misspelt one may stand for, the likeliest first: close in spelling, or with a word in common. */
export function nearest(name: string, known: readonly string[]): string[] {
  const words = new Set(name.split(/[-.]/));
  return known
    .map((other) => {
      const shared = other.split(/[-.]/).filter((word) => words.has(word)).length;
      return { other, far: distance(name, other) - 2 * shared, shared };
    })
    .filter(({ other, far, shared }) => shared > 0 || far <= Math.max(FAR_MAX, other.length / 2))
    .sort((a, b) => a.far - b.far)
    .slice(0, NEAR_MAX)
    .map(({ other }) => other);
}

export function didYouMean(name: string, known: readonly string[]): string | undefined {
  const near = nearest(name, known);
  return near.length === 0 ? undefined : `Did you mean ${near.join(', or ')}?`;
}

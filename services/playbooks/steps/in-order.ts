/**
 * Works on items of different keys at the same time, `width` of them at most, and on items of one key one after
 * the other in their order. Results come back in the order of the items. Rejects with the first rejection.
 */
export async function inOrderPerKey<T, R>(
  items: readonly T[],
  keyOf: (item: T) => string,
  width: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Map<T, R>();
  const chains = Map.groupBy(items, keyOf).values();
  const worker = async (): Promise<void> => {
    // The iterator is shared: each worker takes the next key that nobody has.
    for (const chain of chains) for (const item of chain) results.set(item, await work(item));
  };
  await Promise.all(Array.from({ length: Math.max(1, width) }, worker));
  return items.map((item) => results.get(item)!);
}

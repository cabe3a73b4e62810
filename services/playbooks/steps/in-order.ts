/**
 * Works on items of different keys side by side and on items of one key one after the other, in their order.
 * Results come back in the order of the items. Rejects with the first rejection.
 */
export async function inOrderPerKey<T, R>(
  items: readonly T[],
  keyOf: (item: T) => string,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Map<T, R>();
  const chains = [...Map.groupBy(items, keyOf).values()];
  await Promise.all(
    chains.map(async (chain) => {
      for (const item of chain) results.set(item, await work(item));
    }),
  );
  return items.map((item) => results.get(item)!);
}

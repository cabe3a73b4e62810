import { ClickHouseFailure } from '../failure.ts';

/** Told of each statement that was too much for the memory there is; what it was about is asked again, in two. */
export type OnHalved = (refusal: ClickHouseFailure) => void;

/**
 * The answers to `items`, in their order: asked about together, or in halves of halves where a statement may not have the
 * memory for so many. It would not have it the next time either. Rejects when a single one is too much, naming it.
 */
export async function inHalves<Item, Answer>(
  items: readonly Item[],
  ask: (some: readonly Item[]) => Promise<readonly Answer[]>,
  { nameOf, onHalved }: { readonly nameOf: (item: Item) => string; readonly onHalved: OnHalved },
): Promise<Answer[]> {
  try {
    return [...(await ask(items))];
  } catch (error) {
    if (!(error instanceof ClickHouseFailure && error.askedTooMuch)) throw error;
    if (items.length === 1) throw error.about(nameOf(items[0]!));
    onHalved(error);
    const half = items.length >> 1;
    return [
      ...(await inHalves(items.slice(0, half), ask, { nameOf, onHalved })),
      ...(await inHalves(items.slice(half), ask, { nameOf, onHalved })),
    ];
  }
}

/** How long the first of a group waits for others, and at which size it leaves at once and takes no more. */
export interface GroupLimits {
  readonly ageMs: number;
  readonly sizeMax: number;
}

/**
 * Joins what arrives from many partitions into one flush: ClickHouse makes one part per insert, so a flush per
 * partition would be twelve times the parts. One flush runs at a time; what arrives meanwhile is the next one,
 * which is how groups grow by themselves when we are behind.
 */
export class GroupCommit<T> {
  readonly #flush: (group: readonly T[]) => Promise<void>;
  readonly #limits: GroupLimits;
  readonly #sizeOf: (item: T) => number;
  #open: Group<T> | null = null;
  #running: Promise<void> = Promise.resolve();

  constructor(
    flush: (group: readonly T[]) => Promise<void>,
    limits: GroupLimits,
    sizeOf: (item: T) => number = () => 1,
  ) {
    this.#flush = flush;
    this.#limits = limits;
    this.#sizeOf = sizeOf;
  }

  /** Resolves, or rejects, with the flush that carried the item. */
  add(item: T): Promise<void> {
    const group = this.#open && this.#open.size < this.#limits.sizeMax ? this.#open : this.#openGroup();
    group.items.push(item);
    group.size += this.#sizeOf(item);
    if (group.size >= this.#limits.sizeMax) group.ripen();
    return group.flushed;
  }

  #openGroup(): Group<T> {
    const ripe = Promise.withResolvers<void>();
    const timer = setTimeout(ripe.resolve, this.#limits.ageMs);
    const before = this.#running;
    const items: T[] = [];
    const leave = async (): Promise<void> => {
      await ripe.promise;
      clearTimeout(timer);
      // A failed predecessor told its own members; this group still goes.
      await before.catch(() => undefined);
      if (this.#open === group) this.#open = null;
      await this.#flush(items);
    };
    const group: Group<T> = { items, size: 0, ripen: ripe.resolve, flushed: leave() };
    this.#running = group.flushed;
    this.#open = group;
    return group;
  }
}

interface Group<T> {
  readonly items: T[];
  size: number;
  readonly ripen: () => void;
  readonly flushed: Promise<void>;
}

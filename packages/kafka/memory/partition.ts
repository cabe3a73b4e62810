import type { LogRecord } from '../ports.ts';

/** Compared by identity. */
export interface Transaction {
  readonly transactionalId: string;
  state: 'open' | 'committed' | 'aborted';
}

interface Entry {
  readonly record: LogRecord;
  readonly transaction: Transaction | null;
  /** The marker that ends a transaction takes an offset that holds no record. */
  readonly control: boolean;
}

export interface Slice {
  readonly records: readonly LogRecord[];
  readonly next: bigint;
  readonly end: bigint;
}

/** One partition: offsets, transactions and what read-committed readers may see of them. */
export class Partition {
  readonly #entries: Entry[] = [];
  readonly #open = new Map<Transaction, number>();

  get end(): number {
    return this.#entries.length;
  }

  append(record: Omit<LogRecord, 'offset'>, transaction: Transaction | null): void {
    if (transaction !== null && !this.#open.has(transaction)) this.#open.set(transaction, this.end);
    this.#entries.push({ record: { ...record, offset: BigInt(this.end) }, transaction, control: false });
  }

  /** Writes the transaction's marker, if it wrote here. */
  close(transaction: Transaction, marker: Omit<LogRecord, 'offset'>): void {
    if (!this.#open.delete(transaction)) return;
    this.#entries.push({ record: { ...marker, offset: BigInt(this.end) }, transaction, control: true });
  }

  /** At most `limit` readable records from `offset` on, up to the first unfinished transaction. */
  read(offset: bigint, limit: number): Slice {
    const stable = Math.min(this.end, ...this.#open.values());
    const records: LogRecord[] = [];
    let at = Number(offset);
    for (; at < stable && records.length < limit; at++) {
      const entry = this.#entries[at];
      if (entry && !entry.control && entry.transaction?.state !== 'aborted') records.push(entry.record);
    }
    // Past the markers right behind the records, as a fetch would bring them along.
    while (at < stable && this.#entries[at]?.control) at++;
    return { records, next: BigInt(at), end: BigInt(this.end) };
  }
}

import {
  type AccountRef,
  decide,
  type ScoreChange,
  type ScorerInput,
  type ScoreState,
  scoreRecordOf,
  standing,
  type Verdict,
} from '@bellwether/domain';
import type { OutgoingRecord } from '@bellwether/kafka';
import { CHANGES, SCORES, type ScorerPorts } from '../ports.ts';
import { type AccountTable, type StoredAccount, stateOf, storedAccount } from './account-table.ts';
import type { Rules } from './rules.ts';

interface Touched {
  readonly account: AccountRef;
  /** As committed before this transaction. */
  readonly before: ScoreState | null;
  state: ScoreState | null;
  verdict: Verdict | null;
}

export interface Outcome {
  /** States first, then changes, all in the partition they were decided in. */
  readonly records: readonly OutgoingRecord[];
  readonly states: readonly (readonly [key: string, account: StoredAccount])[];
}

/**
 * The decisions of one transaction, beside the committed states until it is committed. Each account's later
 * decisions see its earlier ones; the log gets one score record an account and every change.
 */
export class TransactionWork {
  readonly #accounts: AccountTable;
  readonly #rules: Rules;
  readonly #touched = new Map<string, Touched>();
  readonly #changes: { readonly key: string; readonly change: ScoreChange }[] = [];

  constructor(accounts: AccountTable, rules: Rules) {
    this.#accounts = accounts;
    this.#rules = rules;
  }

  decide(key: string, account: AccountRef, input: ScorerInput): void {
    const touched = this.#touch(key, account);
    const decision = decide(touched.state, input, this.#rules.contextFor(account));
    touched.state = decision.state;
    touched.verdict = decision.verdict ?? touched.verdict;
    if (decision.change !== null) this.#changes.push({ key, change: decision.change });
  }

  get changeCount(): number {
    return this.#changes.length;
  }

  /** What to write and what to keep once that is committed. */
  outcome(partition: number, { codec }: Pick<ScorerPorts, 'codec'>): Outcome {
    const scores: OutgoingRecord[] = [];
    const states: [string, StoredAccount][] = [];
    for (const [key, { account, before, state, verdict }] of this.#written()) {
      const rules = this.#rules.contextFor(account);
      const record = scoreRecordOf(before, state, verdict ?? standing(state, rules), rules);
      scores.push({ topic: SCORES, key, partition, value: codec.encode(SCORES, record) });
      states.push([key, storedAccount(state, record.state)]);
    }
    const changes = this.#changes.map(({ key, change }) => {
      return { topic: CHANGES, key, partition, value: codec.encode(CHANGES, change) };
    });
    return { records: [...scores, ...changes], states };
  }

  #written(): [string, Touched & { readonly state: ScoreState }][] {
    return [...this.#touched].flatMap(([key, touched]) => {
      const { state, before } = touched;
      return state === null || state === before ? [] : [[key, { ...touched, state }] as const];
    }) as [string, Touched & { readonly state: ScoreState }][];
  }

  #touch(key: string, account: AccountRef): Touched {
    const known = this.#touched.get(key);
    if (known !== undefined) return known;
    const before = stateOf(this.#accounts.get(key));
    const touched: Touched = { account, before, state: before, verdict: null };
    this.#touched.set(key, touched);
    return touched;
  }
}

import type { BenchStack } from './stack.ts';
import type { WorkloadSize } from './workload/signals.ts';

/** What the command line asks for; each measurement says in its text how it takes the size. */
export interface BenchOptions {
  readonly size: WorkloadSize;
  /** Rounds of contestants side by side, each a run of every one of them. */
  readonly rounds: number;
  /** A race begins no further round after so many: what it measured by then is worth more than a run cut short. */
  readonly minutes: number;
  /** How long a steady load lasts, where there is one. */
  readonly seconds: number;
  /** The numbers of accounts between which growth is looked at, rising. */
  readonly sizes: readonly number[];
}

export interface BenchContext extends BenchOptions {
  /** A fresh stack, closed by the caller of the measurement. */
  readonly openStack: () => Promise<BenchStack>;
  /** One line about what is going on. */
  readonly say: (line: string) => void;
}

/** One chapter of the report. */
export interface Section {
  readonly title: string;
  /** What was measured and how, for somebody who wants to do it again. */
  readonly text: string;
  readonly tables: readonly Table[];
}

export interface Table {
  readonly title?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** An option of the command line. */
export type OptionName = 'rounds' | 'signals' | 'accounts' | 'days' | 'seconds' | 'sizes';

/** One thing that is measured by itself: `npm run bench -- <id>`. */
export interface Measurement {
  readonly id: string;
  readonly summary: string;
  /** The options that bear on it: with their values the report says how to do it again. */
  readonly takes: readonly OptionName[];
  run(context: BenchContext): Promise<Section>;
}

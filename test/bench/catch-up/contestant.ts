import type { BenchStack } from '../stack.ts';
import type { Workload } from '../workload/signals.ts';

/** The workload as it lies in Kafka: what everybody reads. */
export interface Course {
  readonly stack: BenchStack;
  readonly workload: Workload;
  readonly topics: readonly string[];
  /** Records in the topics, duplicates included. */
  readonly records: number;
  readonly say: (line: string) => void;
}

export interface Run {
  /** Records a second, from the assignment of the partitions to the last commit. */
  readonly perSecond: number;
  /** The largest resident size of the measured process; absent where it is this one. */
  readonly peakRssBytes?: number | null;
  /** The same of ClickHouse while it ran. */
  readonly enginePeakRssBytes?: number | null;
  /** Where its time went, s: of its steps by the clock, of processes by the cores' time they took. */
  readonly spent?: Readonly<Record<string, number>>;
}

/** One way to deal with a backlog. */
export interface Contestant {
  readonly name: string;
  /** What it does and what it leaves out. */
  readonly does: string;
  /** Whether it stores anything in ClickHouse, whose memory then counts as well. */
  readonly stores?: boolean;
  /** Of one that takes many times longer than the others; all rounds where left out. */
  readonly roundsMax?: number;
  /** Of one that would take most of an hour with more; any number where left out. */
  readonly signalsMax?: number;
  /** With empty tables, in a group that has read nothing. */
  run(course: Course): Promise<Run>;
}

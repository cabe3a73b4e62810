/** What every peer is told. `expected` counts the signals in the topics, duplicates included. */
export interface PeerOptions {
  readonly brokers: string;
  readonly registryUrl: string;
  readonly clickhouseUrl: string;
  readonly topics: readonly string[];
  readonly outputTopic: string;
  readonly groupId: string;
  /** The close of a UTC day, in ms, after every signal. */
  readonly asOf: number;
  readonly expected: number;
}

/** `seconds` run from the assignment of partitions until everything is processed, committed and flushed. */
export interface PeerResult {
  readonly seconds: number;
  readonly vectors: number;
  readonly peakRssBytes: number;
}

/** Options as a command line has them: `brokersUrl` is `--brokers-url`. */
export function commandLine(options: object): string[] {
  return Object.entries(options).flatMap(([name, value]) => [
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    Array.isArray(value) ? value.join(',') : String(value),
  ]);
}

/** What Node is told about the memory of a service, in megabytes. */
interface Memory {
  readonly heapMax: number;
  /** V8's own choice, 16, when left out. */
  readonly youngSpaceMax?: number;
}

const USUAL: Memory = { heapMax: 640 };
/** A backlog of a million accounts keeps half a gigabyte alive; with little more, collecting takes a core of its own. */
const BACKLOG: Memory = { heapMax: 1_024 };
/**
 * Those that hold nothing of accounts need little, but V8 collects lazily where it may grow: the buffers of a backlog then pile
 * up (playbooks 317 instead of 150 MB, history 327 instead of 232).
 */
const PASSING_ON: Memory = { heapMax: 192, youngSpaceMax: 4 };
/** Has all accounts in memory, most of it outside the heap. */
const ALL_ACCOUNTS: Memory = { heapMax: 1_536 };

const MEMORY: Readonly<Record<string, Memory>> = {
  indicators: BACKLOG,
  scorer: ALL_ACCOUNTS,
  history: PASSING_ON,
  playbooks: PASSING_ON,
};

/** Node's arguments for a service, to stand before its main file. */
export function nodeArgs(service: string): string[] {
  const { heapMax, youngSpaceMax } = MEMORY[service] ?? USUAL;
  return [
    `--max-old-space-size=${heapMax}`,
    ...(youngSpaceMax === undefined ? [] : [`--max-semi-space-size=${youngSpaceMax}`]),
    // kafkajs sets timers in the past.
    '--disable-warning=TimeoutNegativeWarning',
  ];
}

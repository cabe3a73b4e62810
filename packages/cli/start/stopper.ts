export interface Stopper {
  readonly signal: AbortSignal;
  stop(): void;
  /** Steps of the shutdown, run in reverse order of registration by {@link Stopper.cleanUp}. */
  onCleanUp(step: () => Promise<unknown>): void;
  cleanUp(): Promise<void>;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm and the terminal may both hand on one Ctrl-C; a second one on purpose comes later. */
const SAME_REQUEST_MS = 1_000;

/** Ends a run on Ctrl-C and its kin: the first asks for a clean end, a later one leaves at once. */
export function createStopper(say: (line: string) => void): Stopper {
  const controller = new AbortController();
  const steps: (() => Promise<unknown>)[] = [];
  let askedAt = 0;
  const onSignal = () => {
    if (!controller.signal.aborted) {
      askedAt = Date.now();
      say('stopping (once more to leave at once; the next start cleans up)');
      controller.abort();
    } else if (Date.now() - askedAt > SAME_REQUEST_MS) process.exit(1);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  const onReaderGone = () => controller.abort();
  process.on('SIGPIPE', onReaderGone);
  return {
    signal: controller.signal,
    stop: () => controller.abort(),
    onCleanUp: (step) => void steps.push(step),
    async cleanUp() {
      for (const step of steps.splice(0).reverse()) {
        await step().catch((error: unknown) => say(`while stopping: ${String(error)}`));
      }
      for (const signal of SIGNALS) process.off(signal, onSignal);
      process.off('SIGPIPE', onReaderGone);
    },
  };
}

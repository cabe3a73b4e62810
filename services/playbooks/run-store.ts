/** One action of one playbook about one event, and how it ended. */
export interface PlaybookRun {
  /** The same event, playbook and action always have the same id; webhooks carry it as Idempotency-Key. */
  readonly runId: string;
  readonly eventId: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly sequence: number;
  readonly playbookId: string;
  readonly actionIndex: number;
  readonly action: 'log' | 'webhook';
  /** `failed` is final too: the reason is in the dead letters and the run is not tried again. */
  readonly status: 'done' | 'failed';
  readonly attempts: number;
  /** What was said, or where it was sent; for a failure, why. */
  readonly detail: string;
  /** When it ended, ms. */
  readonly at: number;
}

export interface RunStore {
  /** Those of the ids that have a recorded run. */
  recorded(runIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** An upsert by runId. */
  record(runs: readonly PlaybookRun[]): Promise<void>;
}

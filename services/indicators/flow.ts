import type { Assignment, GroupHandlers, RecordBatch } from '@bellwether/kafka';
import { endImport, land, look, settle, workAhead, workPages } from './pipeline.ts';
import type { IndicatorsPorts, IndicatorsSettings } from './ports.ts';
import type { Job } from './steps/agenda.ts';
import { checkBatch } from './steps/check.ts';
import { judgeSources } from './steps/judge-sources.ts';
import { flushIsDue, isFull, settlingIsDue } from './steps/pace.ts';
import { TenureOver } from './steps/persist.ts';
import { Tenure } from './steps/tenure.ts';
import { Unsettled } from './steps/unsettled.ts';

const AHEAD = { kind: 'ahead' } as const;

/**
 * The pipeline as a state machine without timers: somebody calls {@link tick} often and acts on nothing else.
 * One piece of work at a time, live flushes and background pages in turn, so that no account is ever evaluated
 * twice at once and neither kind starves the other.
 */
export class IndicatorsFlow implements GroupHandlers {
  readonly #ports: IndicatorsPorts;
  readonly #settings: IndicatorsSettings;
  readonly #onFault: (error: unknown) => void;
  #tenure: Tenure | null = null;
  #working: Promise<void> | null = null;
  #lastWasLive = false;

  /** `onFault`: a bug; the process should end, since what it held is read again by the next. */
  constructor(ports: IndicatorsPorts, settings: IndicatorsSettings, onFault: (error: unknown) => void) {
    this.#ports = ports;
    this.#settings = settings;
    this.#onFault = onFault;
  }

  assigned(assignment: Assignment): void {
    this.#tenure?.end();
    this.#tenure = new Tenure(assignment, this.#settings);
    this.#working = null;
    this.#lastWasLive = false;
    this.#ports.journal.assigned(assignment.epoch, assignment.partitions);
  }

  rebalancing(): void {
    this.#tenure?.pause();
  }

  async batch(batch: RecordBatch): Promise<void> {
    const tenure = this.#tenure;
    if (tenure?.epoch !== batch.epoch) return;
    while (!tenure.paused && isFull(tenure.open, this.#settings)) {
      await tenure.room.wait();
    }
    if (tenure.paused) return;
    this.#ports.journal.received(batch.records.length);
    const checked = await checkBatch(batch, tenure, this.#ports);
    if (!checked || tenure.over) return;
    tenure.open.add(batch, checked, this.#ports.clock.now());
    this.#ports.journal.accepted(checked.facts.length);
  }

  /** Starts the next piece of work if one is due and none is under way. Resolves when the lane is free. */
  tick(): Promise<void> {
    const tenure = this.#tenure;
    if (!tenure || tenure.paused) return Promise.resolve();
    this.#working ??= this.#begin(tenure);
    return this.#working ?? Promise.resolve();
  }

  /** Flushes what has arrived, whatever its age; for an orderly stop. */
  async drain(): Promise<void> {
    if (this.#tenure) this.#tenure.stopping = true;
    await this.#working;
    const tenure = this.#tenure;
    if (tenure && !tenure.paused && (tenure.open.records > 0 || tenure.unsettled))
      await this.#run(tenure, () => this.#finish(tenure));
  }

  #begin(tenure: Tenure): Promise<void> | null {
    const now = this.#ports.clock.now();
    const { open, lastFlush } = tenure;
    const { records, bytes, openedAt, arrivedAt } = open;
    const live = flushIsDue({ now, records, bytes, openedAt, arrivedAt, lastFlush }, this.#settings);
    // What has landed is not to be told by a background page: it would not know the signals that caused it.
    if (tenure.unsettled) {
      if (live) return this.#run(tenure, () => this.#flush(tenure));
      const due = settlingIsDue(tenure.unsettled, open, now, this.#settings);
      return due ? this.#run(tenure, () => this.#settle(tenure)) : null;
    }
    const inTurn = live && !this.#lastWasLive;
    const job = inTurn ? null : tenure.ahead.isDue(now) ? AHEAD : tenure.agenda.next(now);
    this.#lastWasLive = live && !job;
    if (job) return this.#run(tenure, () => this.#work(job, tenure));
    return live ? this.#run(tenure, () => this.#flush(tenure)) : null;
  }

  #run(tenure: Tenure, work: () => Promise<void>): Promise<void> {
    const done: Promise<void> = work()
      .catch((error: unknown) => {
        if (error instanceof TenureOver) return;
        // What failed is not committed, so nothing read after it may be.
        tenure.end();
        this.#onFault(error);
      })
      .finally(() => {
        if (this.#tenure === tenure) this.#working = null;
      });
    return done;
  }

  async #flush(tenure: Tenure): Promise<void> {
    const startedAt = this.#ports.clock.now();
    const records = await this.#land(tenure);
    const { unsettled, open } = tenure;
    if (unsettled && settlingIsDue(unsettled, open, this.#ports.clock.now(), this.#settings))
      await this.#settle(tenure);
    const durationMs = Math.max(0, this.#ports.clock.now() - startedAt);
    tenure.lastFlush = { startedAt, durationMs };
    tenure.pageSize.interrupted();
    this.#ports.journal.flushed(records, durationMs);
  }

  async #finish(tenure: Tenure): Promise<void> {
    if (tenure.open.records > 0) await this.#land(tenure);
    await this.#settle(tenure);
  }

  async #land(tenure: Tenure): Promise<number> {
    const batch = tenure.take();
    tenure.room.release();
    tenure.unsettled ??= new Unsettled(this.#ports.clock.now());
    await land(batch, tenure.unsettled, tenure, this.#ports);
    return batch.records;
  }

  async #settle(tenure: Tenure): Promise<void> {
    const { unsettled } = tenure;
    if (!unsettled) return;
    await settle(unsettled, tenure, this.#ports, this.#settings);
    tenure.unsettled = null;
  }

  #work(job: Job | typeof AHEAD, tenure: Tenure): Promise<void> {
    switch (job.kind) {
      case 'ahead':
        return workAhead(tenure, this.#ports, this.#settings);
      case 'look':
        return look(tenure, this.#ports);
      case 'end-import':
        return endImport(job.tenantId, tenure, this.#ports);
      case 'judge-sources':
        return judgeSources(tenure, this.#ports);
      default:
        return workPages(job, tenure, this.#ports, this.#settings);
    }
  }
}

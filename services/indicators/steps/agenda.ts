import {
  type AccountRef,
  type DueAccounts,
  dayOf,
  type EvaluationReason,
  type Instant,
  type Tenant,
} from '@bellwether/domain';
import type { IndicatorsSettings } from '../ports.ts';
import { elapsedMs } from './elapsed.ts';
import type { Landed } from './gate.ts';

/** One bounded piece of background work. */
export type Job =
  | { readonly kind: 'look' }
  | { readonly kind: 'end-import'; readonly tenantId: string }
  | { readonly kind: 'judge-sources' }
  | DueJob
  | SweepJob;

/** A page of accounts whose recorded epoch is below their tenant's, in order. */
export interface DueJob extends DueAccounts {
  readonly kind: 'due';
  readonly after: AccountRef | null;
  /** Whether a page since the first has had accounts with something to say. */
  readonly worked: boolean;
}

/** A page of all owned accounts, in order. */
export interface SweepJob {
  readonly kind: 'sweep';
  readonly reason: 'takeover' | 'close' | 'clock';
  readonly after: AccountRef | null;
}

/**
 * What an instance owes its accounts besides reacting to signals: looking at `control.tenants`, ending imports
 * whose lease has run out, due accounts, one pass over everything after a takeover, hourly and after midnight, before
 * which the owner of partition 0 finds out which sources went quiet.
 * Pure: it is told the time and the results, and says what comes next.
 */
export class Agenda {
  /** True once every owned account has been published since the takeover. */
  takenOver = false;
  readonly #partitions: readonly number[];
  readonly #settings: IndicatorsSettings;
  #lookedAt: Instant | null = null;
  #expired: string[] = [];
  #due: DueJob[] = [];
  #sweep: SweepJob | null = null;
  #sweptAt: Instant | null = null;
  #sourcesJudged = false;
  readonly #dueDone = new Map<string, number>();

  constructor(partitions: readonly number[], settings: IndicatorsSettings) {
    this.#partitions = partitions;
    this.#settings = settings;
  }

  next(now: Instant): Job | null {
    if (this.#partitions.length === 0) return null;
    if (this.#lookedAt === null || elapsedMs(this.#lookedAt, now) >= this.#settings.lookEveryMs)
      return { kind: 'look' };
    const tenantId = this.#expired[0];
    if (tenantId !== undefined) return { kind: 'end-import', tenantId };
    return this.#due[0] ?? this.#nextSweep(now);
  }

  /** Surveys the tenants just read. */
  looked(now: Instant, tenants: Iterable<[string, Tenant]>, landed: Landed): void {
    this.#lookedAt = now;
    this.#expired = [];
    const begun = this.#due;
    this.#due = [];
    for (const [tenantId, tenant] of tenants) {
      if (tenant.importing) {
        const expired = tenant.leaseUntil !== null && tenant.leaseUntil < now;
        if (expired && this.#partitions.includes(0)) this.#expired.push(tenantId);
        continue;
      }
      const open = this.#partitions.filter(
        (p) => (this.#dueDone.get(`${tenantId}/${p}`) ?? 0) < tenant.epoch && landed.passed(tenant, p),
      );
      if (open.length === 0) continue;
      const job: DueJob = {
        kind: 'due',
        tenantId,
        epoch: tenant.epoch,
        partitions: open,
        after: null,
        worked: false,
      };
      this.#due.push(begun.find((other) => isSamePass(other, job)) ?? job);
    }
  }

  endedImport(tenantId: string): void {
    this.#expired = this.#expired.filter((id) => id !== tenantId);
    this.#lookedAt = null;
  }

  /**
   * `silent`: accounts of the page that have nothing to say yet (all their facts lie ahead of as-of). `limit`: how many accounts
   * were asked for; a page of fewer is the last.
   */
  dueWorked(job: DueJob, page: readonly AccountRef[], silent: readonly AccountRef[], limit: number): void {
    const worked = job.worked || silent.length < page.length;
    const last = page.at(-1);
    this.#due.shift();
    if (last && page.length >= limit) this.#due.unshift({ ...job, after: last, worked });
    // Once more from the start, for those that became due behind the page.
    else if (worked) this.#due.unshift({ ...job, after: null, worked: false });
    else for (const p of job.partitions) this.#dueDone.set(`${job.tenantId}/${p}`, job.epoch);
  }

  /** The tenant changed while its accounts were due: survey again. */
  dueOutdated(): void {
    this.#due.shift();
    this.#lookedAt = null;
  }

  swept(job: SweepJob, page: readonly AccountRef[], limit: number): void {
    const last = page.at(-1);
    if (last && page.length >= limit) {
      this.#sweep = { ...job, after: last };
      return;
    }
    this.#sweep = null;
    if (job.reason === 'takeover') this.takenOver = true;
  }

  /** What the next pass over everything finds silent can be told from a source that went quiet. */
  judgedSources(): void {
    this.#sourcesJudged = true;
  }

  #nextSweep(now: Instant): Job | null {
    if (this.#sweep) return this.#sweep;
    const reason = this.#sweepReason(now);
    if (!reason) return null;
    // Not at a takeover: what was sent while the pipeline stood still lands first.
    if (reason !== 'takeover' && this.#partitions.includes(0) && !this.#sourcesJudged)
      return { kind: 'judge-sources' };
    this.#sourcesJudged = false;
    this.#sweptAt = now;
    this.#sweep = { kind: 'sweep', reason, after: null };
    return this.#sweep;
  }

  #sweepReason(now: Instant): SweepJob['reason'] | null {
    if (this.#sweptAt === null) return 'takeover';
    if (dayOf(now) > dayOf(this.#sweptAt)) return 'close';
    return elapsedMs(this.#sweptAt, now) >= this.#settings.sweepEveryMs ? 'clock' : null;
  }
}

function isSamePass(a: DueJob, b: DueJob): boolean {
  return a.tenantId === b.tenantId && a.epoch === b.epoch && a.partitions.join() === b.partitions.join();
}

/** Why an account is evaluated in background work. */
export function reasonOf(job: DueJob | SweepJob): EvaluationReason {
  return job.kind === 'due' ? 'due' : job.reason;
}

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

/** Accounts whose recorded epoch is below their tenant's, in order, those behind `after`. */
export interface DueJob extends DueAccounts {
  readonly kind: 'due';
  readonly after: AccountRef | null;
  /** Whether an account of this pass has had something to say. */
  readonly worked: boolean;
}

/** All owned accounts, in order, those behind `after`. */
export interface SweepJob {
  readonly kind: 'sweep';
  readonly reason: 'takeover' | 'close' | 'clock';
  readonly after: AccountRef | null;
}

/** How far a job got: the accounts behind its `after` that were passed, in order, and whether they are the last there are. */
export interface Stretch {
  readonly accounts: readonly AccountRef[];
  readonly last: boolean;
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
        if (isAbandoned(tenant, now) && this.#partitions.includes(0)) this.#expired.push(tenantId);
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

  /** `silent`: how many accounts of the stretch have nothing to say yet (all their facts lie ahead of as-of). */
  dueWorked(job: DueJob, { accounts, last }: Stretch, silent: number): void {
    const worked = job.worked || silent < accounts.length;
    this.#due.shift();
    if (!last) this.#due.unshift({ ...job, after: lastOf(accounts), worked });
    // Once more from the start, for those that became due behind the page.
    else if (worked) this.#due.unshift({ ...job, after: null, worked: false });
    else for (const p of job.partitions) this.#dueDone.set(`${job.tenantId}/${p}`, job.epoch);
  }

  /** The tenant changed while its accounts were due: survey again. */
  dueOutdated(): void {
    this.#due.shift();
    this.#lookedAt = null;
  }

  swept(job: SweepJob, { accounts, last }: Stretch): void {
    if (!last) {
      this.#sweep = { ...job, after: lastOf(accounts) };
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

/** Whether an import has begun whose lease ran out: its importer is gone. */
export function isAbandoned(tenant: Tenant | undefined, now: Instant): boolean {
  return tenant?.importing === true && tenant.leaseUntil !== null && tenant.leaseUntil < now;
}

/** A stretch without accounts that is not the last would be asked for again and again. */
function lastOf(accounts: readonly AccountRef[]): AccountRef {
  const account = accounts.at(-1);
  if (!account) throw new RangeError('a stretch of no accounts has to be the last');
  return account;
}

function isSamePass(a: DueJob, b: DueJob): boolean {
  return a.tenantId === b.tenantId && a.epoch === b.epoch && a.partitions.join() === b.partitions.join();
}

/** Why an account is evaluated in background work. */
export function reasonOf(job: DueJob | SweepJob): EvaluationReason {
  return job.kind === 'due' ? 'due' : job.reason;
}

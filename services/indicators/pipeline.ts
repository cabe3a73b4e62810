import { type AccountRef, NO_CAUSES, type Tenant } from '@bellwether/domain';
import type { FlushStep, IndicatorsPorts, IndicatorsSettings } from './ports.ts';
import { admit } from './steps/admit.ts';
import { type DueJob, isAbandoned, reasonOf, type SweepJob } from './steps/agenda.ts';
import { commit } from './steps/commit.ts';
import { writeDeadLetters } from './steps/dead-letters.ts';
import { evaluateAccounts, inParts } from './steps/evaluate.ts';
import { landTopic } from './steps/land.ts';
import type { MicroBatch } from './steps/micro-batch.ts';
import { PAGES_AT_ONCE_MAX, Pages } from './steps/pages.ts';
import { persist } from './steps/persist.ts';
import type { Candidate } from './steps/plan.ts';
import { readTexts } from './steps/read-texts.ts';
import { type TenantView, viewTenants } from './steps/tenants.ts';
import type { Tenure } from './steps/tenure.ts';
import { causesOf, dirtyBuckets, type Touched, touchedAccounts } from './steps/touched.ts';
import type { Unsettled } from './steps/unsettled.ts';

/*
 * The indicators service, from a checked batch to a committed one. The order of the effects is the protocol:
 * whatever is cut off is read again, and reading it again gives the same result.
 */

/** Lands a micro-batch among what is to be settled. Rejects with TenureOver once that is moot. */
export async function land(
  batch: MicroBatch,
  unsettled: Unsettled,
  tenure: Tenure,
  ports: IndicatorsPorts,
): Promise<void> {
  const view = await readTenants(tenure, ports);
  const { admitted, rejected } = admit(batch, view);

  const landings = await timed('insert', ports, () =>
    Promise.all([...admitted].map(([topic, facts]) => landTopic(topic, facts, tenure, ports))),
  );
  const landed = landings.flatMap((landing) => landing.landed);
  // Before its bucket counts a fact, its text has been read: a version stands for readings too.
  await timed('texts', ports, () => readTexts(landed, tenure, ports));
  await timed('recompute', ports, () => recompute(landed, view, tenure, ports));
  tenure.landed.advance(batch.nextOffsets());
  tenure.ahead.add(landed, view.asOf);

  const refused = landings.flatMap((landing) => landing.refused);
  await writeDeadLetters([...batch.rejected, ...rejected, ...refused], tenure, ports);
  unsettled.add(batch, touchedAccounts(landed), landed.length);
}

/** Publishes what landed has changed, and commits it. Rejects with TenureOver once that is moot. */
export async function settle(
  unsettled: Unsettled,
  tenure: Tenure,
  ports: IndicatorsPorts,
  settings: IndicatorsSettings,
): Promise<void> {
  const view = await readTenants(tenure, ports);
  const touched = unsettled.touched().map(touchedCandidate);
  const parts = inParts(touched, settings);
  await timed('evaluate', ports, () => evaluateAccounts(parts, view, tenure, ports, settings));
  await timed('commit', ports, () => commit(unsettled, tenure, ports));
  ports.journal.stored(unsettled.facts);
}

/** Evaluates accounts whose facts lay ahead of the clock when they landed, now that it has caught up. */
export async function workAhead(
  tenure: Tenure,
  ports: IndicatorsPorts,
  settings: IndicatorsSettings,
): Promise<void> {
  // Before as-of is fixed: what is taken off the list must not lie ahead of it still.
  const now = ports.clock.now();
  const view = await readTenants(tenure, ports);
  const come = touchedAccounts(tenure.ahead.take(now));
  const parts = inParts(come.map(touchedCandidate), settings);
  await evaluateAccounts(parts, view, tenure, ports, settings);
}

/** Evaluates some pages of due accounts, or of all owned accounts; one only where signals wait already. */
export async function workPages(
  job: DueJob | SweepJob,
  tenure: Tenure,
  ports: IndicatorsPorts,
  settings: IndicatorsSettings,
): Promise<void> {
  const view = await readTenants(tenure, ports);
  const { agenda } = tenure;
  if (job.kind === 'due' && view.epochOf(job.tenantId) !== job.epoch) return agenda.dueOutdated();
  const asked = (tenure.open.records > 0 ? 1 : PAGES_AT_ONCE_MAX) * tenure.pageSize.accounts;
  const listed = await persist('page accounts', tenure, ports, () => listOf(job, asked, tenure, ports));
  const wanted = listed.filter(({ tenantId }) => concerns(job, view.of(tenantId)));
  const pages = new Pages(
    wanted.map((account) => candidateOf(account, job, ports)),
    tenure,
    ports.clock,
  );
  const silent = await evaluateAccounts(pages, view, tenure, ports, settings);
  const next = wanted[pages.handedOut];
  const stretch = next
    ? { accounts: listed.slice(0, listed.indexOf(next)), last: false }
    : { accounts: listed, last: listed.length < asked };
  if (job.kind === 'due') agenda.dueWorked(job, stretch, silent);
  else agenda.swept(job, stretch);
}

/** Reads `control.tenants` to its end and finds out what is due; more if an import waits to be whole. */
export async function look(tenure: Tenure, ports: IndicatorsPorts): Promise<void> {
  await persist('read control.tenants', tenure, ports, () => ports.tenants.catchUp());
  const waiting = tenure.partitions.filter((partition) =>
    [...ports.tenants.entries()].some(([, tenant]) => !tenure.landed.passed(tenant, partition)),
  );
  if (waiting.length > 0) {
    const offsets = await persist('read commits', tenure, ports, () => ports.committed(waiting));
    tenure.landed.advance(offsets);
  }
  tenure.agenda.looked(ports.clock.now(), ports.tenants.entries(), tenure.landed);
}

/**
 * Ends an import whose lease has run out; only the owner of partition 0 does. Each attempt looks before it fences the
 * importer: one that has renewed its lease meanwhile, or begun anew, is alive.
 */
export async function endImport(tenantId: string, tenure: Tenure, ports: IndicatorsPorts): Promise<void> {
  const ended = await persist('end an import', tenure, ports, async () => {
    await ports.tenants.catchUp();
    if (!isAbandoned(ports.tenants.get(tenantId), ports.clock.now())) return false;
    return ports.endImport(tenantId);
  });
  if (ended) ports.journal.endedImport(tenantId);
  tenure.agenda.endedImport(tenantId);
}

async function timed<T>(
  step: FlushStep,
  { clock, journal }: Pick<IndicatorsPorts, 'clock' | 'journal'>,
  work: () => Promise<T>,
): Promise<T> {
  const startedAt = clock.now();
  const result = await work();
  // A clock that was set back meanwhile must not stop the service for a counter that only rises.
  journal.took(step, Math.max(0, clock.now() - startedAt));
  return result;
}

async function readTenants(tenure: Tenure, ports: IndicatorsPorts): Promise<TenantView> {
  await persist('read control.tenants', tenure, ports, () => ports.tenants.catchUp());
  return viewTenants(ports.tenants, ports.clock.now());
}

async function recompute(
  landed: Parameters<typeof dirtyBuckets>[0],
  view: TenantView,
  tenure: Tenure,
  ports: IndicatorsPorts,
): Promise<void> {
  const dirty = dirtyBuckets(landed);
  if (dirty.length === 0) return;
  await persist('recompute buckets', tenure, ports, () => ports.store.recompute(dirty, view.epochOf));
}

function listOf(
  job: DueJob | SweepJob,
  limit: number,
  tenure: Tenure,
  { store }: IndicatorsPorts,
): Promise<AccountRef[]> {
  return job.kind === 'due'
    ? store.due(job, job.after, limit)
    : store.owned(tenure.partitions, job.after, limit);
}

function touchedCandidate(touched: Touched): Candidate {
  const { tenantId, accountId, partition, since, topics } = touched;
  return { tenantId, accountId, partition, since, topics, reason: 'signals', causes: causesOf(touched) };
}

/** A frozen tenant's accounts do not change with time, so the clock passes them over. */
function concerns(job: DueJob | SweepJob, tenant: Tenant): boolean {
  return job.kind === 'due' || job.reason === 'takeover' || tenant.asOf === null;
}

function candidateOf(account: AccountRef, job: DueJob | SweepJob, ports: IndicatorsPorts): Candidate {
  const { tenantId, accountId } = account;
  const partition = ports.partitionOf(`${tenantId}/${accountId}`);
  return {
    tenantId,
    accountId,
    partition,
    reason: reasonOf(job),
    since: null,
    topics: null,
    causes: NO_CAUSES,
  };
}

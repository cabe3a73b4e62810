import { setTimeout as pause } from 'node:timers/promises';
import type { ClickHouse } from '@bellwether/clickhouse';
import { signalTopics } from '@bellwether/contracts';
import { dayOf, type Tenant } from '@bellwether/domain';
import type { EventLog, NextOffset } from '@bellwether/kafka';
import { CliError } from '../output/cli-error.ts';
import { progressBar } from '../output/progress.ts';

export interface WaitOptions {
  readonly log: Pick<EventLog, 'committedOffsets' | 'dataEnds'>;
  readonly client: ClickHouse;
  /** The row that ended the import, or moved the tenant's as-of. */
  readonly ended: Tenant;
  /** Share done, 0 to 1. */
  readonly onProgress: (share: number, what: string) => void;
}

export const INDICATORS_GROUP = 'indicators';

/** History's group for what is not keyed by account: it lands the dead letters. */
const CONTROL_GROUP = 'history-control';
const DEAD_LETTERS = 'control.dead-letters';

const LOOK_EVERY_MS = 250;
/** Without any progress for this long, something that should work does not. */
const STALLED_AFTER_MS = 120_000;

/** {@link waitUntilQueryable}, told on stderr where a person is watching. */
export async function waitWithProgress(options: Omit<WaitOptions, 'onProgress'>): Promise<void> {
  const bar = progressBar('storing', 2);
  try {
    await waitUntilQueryable({
      ...options,
      onProgress: (share, what) => bar.set(share + (what === 'storing facts' ? 0 : 1), what),
    });
  } finally {
    bar.stop();
  }
}

/**
 * Waits until every fact of the import has landed or become a dead letter (the indicators group is past its ends),
 * every account of the tenant has been evaluated under the epoch that ended it, and the dead letters and the tenant's
 * row can be queried.
 */
export async function waitUntilQueryable(options: WaitOptions): Promise<void> {
  const { ended } = options;
  const wanted = ended.importEnds.reduce((sum, end) => sum + end.offset, 0n);
  await progressing(
    async () => (wanted === 0n ? 1 : Number(await landed(options)) / Number(wanted)),
    (share) => options.onProgress(share, 'storing facts'),
  );
  await progressing(
    () => evaluated(options),
    (share) => options.onProgress(share, 'evaluating accounts'),
  );
  // Whoever rejects a signal writes its letter before committing past it, so these are all of the import's.
  const letters = await options.log.dataEnds([DEAD_LETTERS]);
  await progressing(
    async () => {
      const done = await committed(options.log, CONTROL_GROUP, [DEAD_LETTERS]);
      return letters.every((end) => done(end) >= end.offset) ? 1 : 0;
    },
    () => undefined,
  );
  await progressing(
    () => knownToAnalysts(options),
    () => undefined,
  );
}

/** Offsets below the ends that the group has committed. */
async function landed({ log, ended }: WaitOptions): Promise<bigint> {
  const done = await committed(
    log,
    INDICATORS_GROUP,
    signalTopics.map((topic) => topic.name),
  );
  return ended.importEnds.reduce((sum, end) => sum + least(done(end), end.offset), 0n);
}

/** Math.min takes no bigint. */
function least(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

type At = Pick<NextOffset, 'topic' | 'partition'>;

async function committed(
  log: Pick<EventLog, 'committedOffsets'>,
  group: string,
  topics: readonly string[],
): Promise<(at: At) => bigint> {
  const key = ({ topic, partition }: At) => `${topic}/${partition}`;
  const offsets = new Map((await log.committedOffsets(group, topics)).map((c) => [key(c), c.offset]));
  return (at) => offsets.get(key(at)) ?? 0n;
}

/**
 * Of the tenant's accounts with facts, as an epoch evaluates all of them: one whose signals were all refused has none. Neither
 * has one all of whose facts lie after the day it is looked at from.
 */
async function evaluated({ client, ended }: WaitOptions): Promise<number> {
  const [row] = await client.rows<{ accounts: number; done: number }>(
    `SELECT toUInt32(count()) AS accounts, toUInt32(countIf(account_id IN (
       SELECT account_id FROM vectors FINAL WHERE tenant_id = {tenant:String} AND epoch >= {epoch:UInt32}))) AS done
     FROM (SELECT DISTINCT account_id FROM account_days FINAL
       WHERE tenant_id = {tenant:String} AND facts > 0 AND day <= {last:Date})`,
    { params: { tenant: ended.tenantId, epoch: ended.epoch, last: dayOf(ended.asOf ?? Date.now()) } },
  );
  return row === undefined || row.accounts === 0 ? 1 : row.done / row.accounts;
}

async function knownToAnalysts({ client, ended }: WaitOptions): Promise<number> {
  const rows = await client.rows(
    'SELECT 1 FROM tenants FINAL WHERE tenant_id = {t:String} AND epoch >= {e:UInt32}',
    {
      params: { t: ended.tenantId, e: ended.epoch },
    },
  );
  return rows.length;
}

async function progressing(look: () => Promise<number>, report: (share: number) => void): Promise<void> {
  let best = -1;
  let bestAt = Date.now();
  for (;;) {
    const share = await look();
    report(share);
    if (share >= 1) return;
    if (share > best) {
      best = share;
      bestAt = Date.now();
    }
    if (Date.now() - bestAt > STALLED_AFTER_MS) throw stalled(share);
    await pause(LOOK_EVERY_MS);
  }
}

function stalled(share: number): CliError {
  return new CliError(
    `The signals are in Kafka, but for ${STALLED_AFTER_MS / 1_000} s nothing more of them was stored (${Math.floor(share * 100)} %).`,
    {
      remedy:
        'Are the services running? `npx bellwether stack status` tells; `--no-wait` does not wait for them.',
    },
  );
}

import { setTimeout as pause } from 'node:timers/promises';
import type { ClickHouse } from '@bellwether/clickhouse';
import { signalTopics } from '@bellwether/contracts';
import type { Tenant } from '@bellwether/domain';
import type { EventLog } from '@bellwether/kafka';
import { CliError } from '../output/cli-error.ts';

export interface WaitOptions {
  readonly log: Pick<EventLog, 'committedOffsets'>;
  readonly client: ClickHouse;
  /** The row that ended the import. */
  readonly ended: Tenant;
  /** Accounts the import brought facts of. */
  readonly accounts: number;
  /** Share done, 0 to 1. */
  readonly onProgress: (share: number, what: string) => void;
}

export const INDICATORS_GROUP = 'indicators';

const LOOK_EVERY_MS = 250;
/** Without any progress for this long, something that should work does not. */
const STALLED_AFTER_MS = 120_000;

/**
 * Waits until every fact of the import has landed (the indicators group is past its ends), every account has been
 * evaluated under the epoch that ended it, and the tenant's row can be queried.
 */
export async function waitUntilQueryable(options: WaitOptions): Promise<void> {
  const { ended } = options;
  const wanted = ended.importEnds.reduce((sum, end) => sum + end.offset, 0n);
  await progressing(
    async () => (wanted === 0n ? 1 : Number(await landed(options)) / Number(wanted)),
    (share) => options.onProgress(share, 'storing facts'),
  );
  await progressing(
    async () => (options.accounts === 0 ? 1 : (await evaluated(options)) / options.accounts),
    (share) => options.onProgress(share, 'evaluating accounts'),
  );
  await progressing(
    () => knownToAnalysts(options),
    () => undefined,
  );
}

/** Offsets below the ends that the group has committed. */
async function landed({ log, ended }: WaitOptions): Promise<bigint> {
  const topics = signalTopics.map((topic) => topic.name);
  const committed = new Map(
    (await log.committedOffsets(INDICATORS_GROUP, topics)).map((c) => [
      `${c.topic}/${c.partition}`,
      c.offset,
    ]),
  );
  return ended.importEnds.reduce((sum, { topic, partition, offset }) => {
    const done = committed.get(`${topic}/${partition}`) ?? 0n;
    return sum + (done < offset ? done : offset);
  }, 0n);
}

async function evaluated({ client, ended, accounts }: WaitOptions): Promise<number> {
  const [row] = await client.rows<{ done: number; letters: number }>(
    `SELECT toUInt32(count()) AS done FROM vectors FINAL
     WHERE tenant_id = {tenant:String} AND epoch >= {epoch:UInt32}`,
    { params: { tenant: ended.tenantId, epoch: ended.epoch } },
  );
  // Others of the tenant's accounts are evaluated again too.
  return Math.min(row?.done ?? 0, accounts);
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

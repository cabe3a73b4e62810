import { type Codec, signalTopics } from '@bellwether/contracts';
import {
  accountKey,
  endedImport,
  type Instant,
  implicitTenant,
  type PartitionEnd,
  type Tenant,
} from '@bellwether/domain';
import { type EventLog, type ImportWriter, type NextOffset, tenantRows } from '@bellwether/kafka';
import type { ImportedSignal } from './transform.ts';

/** While an import runs, nothing is published for its tenant. It ends here, or by the pipeline once its lease is out. */
export interface ImportSession {
  /** The as-of the tenant has now; null: it lives now. */
  readonly asOf: Instant | null;
  /** The end of every signals partition before the first fact. */
  readonly begins: readonly NextOffset[];
  /** Resolves once the broker has committed all of them. Calls must not overlap. */
  send(signals: readonly ImportedSignal[]): Promise<void>;
  /** Writes the row that ends the import; resolves to that row. */
  end(): Promise<Tenant>;
  close(): Promise<void>;
}

export interface ImportSessionOptions {
  readonly log: Pick<EventLog, 'importWriter' | 'endOffsets' | 'dataEnds'>;
  readonly codec: Codec;
  readonly tenantId: string;
  /** The close the tenant is to be frozen at; undefined keeps what it has. */
  readonly asOf: Instant | undefined;
  readonly now: () => Instant;
}

/** Longer than any pause of this process that is not its death; after it the pipeline ends the import by itself. */
const LEASE_MS = 5 * 60_000;
const RENEW_AFTER_MS = LEASE_MS / 3;

const TOPICS = signalTopics.map((topic) => topic.name);

/**
 * Writes the tenant's import-started row before the first fact, under the transactional id that also writes the facts:
 * an importer that was fenced can no longer write either.
 */
export async function openImportSession(options: ImportSessionOptions): Promise<ImportSession> {
  const { log, codec, tenantId, now } = options;
  const started = (old: Tenant | undefined): Tenant => {
    const before = old ?? implicitTenant(tenantId);
    return {
      ...before,
      epoch: before.epoch + 1,
      change: 'import-started',
      asOf: options.asOf === undefined ? before.asOf : options.asOf,
      importing: true,
      leaseUntil: now() + LEASE_MS,
      changedAt: now(),
    };
  };
  const writer = await log.importWriter({ tenantId, rows: tenantRows(codec), next: started });
  const begins = await log.endOffsets(TOPICS);
  let renewedAt = now();

  const renew = async () => {
    if (now() - renewedAt < RENEW_AFTER_MS) return;
    await writer.rewrite(started);
    renewedAt = now();
  };
  return {
    asOf: writer.row?.asOf ?? null,
    begins,
    async send(signals) {
      await renew();
      await writer.write(
        signals.map(({ topic, signal }) => ({
          topic,
          key: accountKey(signal),
          value: codec.encode(topic, signal),
        })),
      );
    },
    end: async () => endImport(writer, await log.dataEnds(TOPICS), now()),
    close: () => writer.close(),
  };
}

async function endImport(
  writer: ImportWriter<Tenant>,
  importEnds: readonly PartitionEnd[],
  now: Instant,
): Promise<Tenant> {
  const row = await writer.rewrite((old) => {
    if (!old) throw new Error('the row that began the import is gone');
    return endedImport(old, importEnds, now);
  });
  return row!;
}

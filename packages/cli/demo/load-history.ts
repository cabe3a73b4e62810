import type { ClickHouse } from '@bellwether/clickhouse';
import type { Instant, Tenant } from '@bellwether/domain';
import { tenantRows } from '@bellwether/kafka';
import { signalCheck } from '../import/check-signal.ts';
import { openImportSession } from '../import/session.ts';
import type { ImportedSignal } from '../import/transform.ts';
import { waitUntilQueryable } from '../import/wait.ts';
import { progressBar } from '../output/progress.ts';
import type { Log } from '../stack/kafka.ts';
import { historySignal } from './envelope.ts';
import type { Living } from './live.ts';
import { DEMO_TENANT, type DemoRecord } from './record.ts';
import { type Simulated, simulate } from './simulate.ts';

const SIGNALS_PER_BATCH = 5_000;

/** The newest row of the demo's tenant; undefined before its history was ever begun. */
export async function demoTenant({ log, codec }: Log): Promise<Tenant | undefined> {
  return (await log.table(tenantRows(codec))).get(DEMO_TENANT);
}

export interface Loaded {
  readonly living: readonly Living[];
  /** Signals sent. */
  readonly signals: number;
}

/** Loads the whole history as an import and waits until it can be queried. Repeating it after a crash changes nothing. */
export async function loadHistory(
  record: DemoRecord,
  { log, codec }: Log,
  client: ClickHouse,
): Promise<Loaded> {
  const session = await openImportSession({
    log,
    codec,
    tenantId: DEMO_TENANT,
    asOf: undefined,
    now: Date.now,
  });
  try {
    const loaded = await sendHistory(record, (signals) => session.send(signals));
    const ended = await session.end();
    const bar = progressBar('storing history', 2);
    await waitUntilQueryable({
      log,
      client,
      ended,
      onProgress: (share, what) => bar.set(share + (what === 'storing facts' ? 0 : 1), what),
    }).finally(() => bar.stop());
    return loaded;
  } finally {
    await session.close();
  }
}

async function sendHistory(
  record: DemoRecord,
  send: (signals: ImportedSignal[]) => Promise<void>,
): Promise<Loaded> {
  const check = signalCheck({ asOf: record.filledTo, now: record.filledTo });
  const bar = progressBar('living 180 days', record.accounts);
  const living: Living[] = [];
  let signals = 0;
  const batch: ImportedSignal[] = [];
  const flush = async () => {
    signals += batch.length;
    await send(batch.splice(0));
    bar.set(living.length, `${signals} signals`);
  };
  try {
    for (const life of simulate({ ...record, end: record.filledTo })) {
      // Without its signals: two hundred histories are most of the memory of this process.
      living.push({ account: life.account, state: life.state });
      for (const made of envelopes(life, 0, record.filledTo)) {
        const checked = check(made.topic, { ...made.signal });
        if (checked.kind === 'invalid') throw new Error(`${made.topic}: ${checked.problems.join('; ')}`);
        batch.push({ topic: made.topic, signal: checked.signal });
      }
      if (batch.length >= SIGNALS_PER_BATCH) await flush();
    }
    await flush();
  } finally {
    bar.stop();
  }
  return { living, signals };
}

/** The company as it stands now, and what happened to it since its history was last filled. */
export function catchUp(
  record: DemoRecord,
  now: Instant,
): { living: readonly Living[]; missed: readonly ImportedSignal[] } {
  const living: Living[] = [];
  const missed: ImportedSignal[] = [];
  for (const life of simulate({ ...record, end: now })) {
    living.push({ account: life.account, state: life.state });
    missed.push(...envelopes(life, record.filledTo, now));
  }
  return { living, missed };
}

function envelopes({ signals }: Simulated, after: Instant, now: Instant): ImportedSignal[] {
  return signals
    .map((signal, ordinal) => historySignal(signal, ordinal, DEMO_TENANT, now))
    .filter(({ signal }) => signal.occurredAt > after);
}

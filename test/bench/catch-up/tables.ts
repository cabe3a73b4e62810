import { signalTopics } from '@bellwether/contracts';
import type { BenchStack } from '../stack.ts';
import { waitUntil } from '../wait-until.ts';

const DERIVED = ['account_days', 'vectors', 'closes', 'text_readings'];

/** As if nothing had ever been read. */
export async function emptyTables({ clickhouse }: BenchStack): Promise<void> {
  const facts = signalTopics.flatMap(({ table }) => (table === null ? [] : [table]));
  await Promise.all([...facts, ...DERIVED].map((table) => clickhouse.run(`TRUNCATE TABLE ${table}`)));
}

/** Empty tables, those of peers removed, and an engine that has nothing left to merge: who runs next pays for nobody else. */
export async function clearEngine(stack: BenchStack): Promise<void> {
  const { clickhouse } = stack;
  await emptyTables(stack);
  await clickhouse.run('DROP DATABASE IF EXISTS peer SYNC');
  await waitUntil('the engine merges nothing', async () => {
    const [found] = await clickhouse.rows<{ merges: string }>('SELECT count() AS merges FROM system.merges');
    return Number(found!.merges) === 0;
  });
}

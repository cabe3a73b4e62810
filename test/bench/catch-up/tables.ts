import { signalTopics } from '@bellwether/contracts';
import type { BenchStack } from '../stack.ts';

const DERIVED = ['account_days', 'vectors', 'closes', 'text_readings'];

/** As if nothing had ever been read. */
export async function emptyTables({ clickhouse }: BenchStack): Promise<void> {
  const facts = signalTopics.flatMap(({ table }) => (table === null ? [] : [table]));
  await Promise.all([...facts, ...DERIVED].map((table) => clickhouse.run(`TRUNCATE TABLE ${table}`)));
}

import type { ClickHouse } from '@bellwether/clickhouse';
import { columnOf } from '@bellwether/domain';
import type { PlaybookRun, RunStore } from './run-store.ts';

/** Runs in the table `playbook_runs`. */
export function clickHouseRuns(client: ClickHouse): RunStore {
  return {
    async recorded(runIds) {
      if (runIds.length === 0) return new Set();
      const rows = await client.rows<{ run_id: string }>(
        'SELECT DISTINCT run_id FROM playbook_runs WHERE run_id IN {ids:Array(String)}',
        { params: { ids: runIds } },
      );
      return new Set(rows.map((row) => row.run_id));
    },
    record: (runs) => client.insert('playbook_runs', runs.map(rowOf)),
  };
}

function rowOf(run: PlaybookRun): object {
  const columns = Object.entries(run).map(([name, value]) => [columnOf(name), value]);
  return { ...Object.fromEntries(columns), at: new Date(run.at).toISOString() };
}

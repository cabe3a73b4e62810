import * as old from './packages/domain/index.ts';
import * as now from '../packages/domain/index.ts';
import { readIndicators } from '../packages/configuration/index.ts';
import { readFileSync } from 'node:fs';
const url = process.argv[2]!;
const accounts = process.argv[3]!.split(',');
const tuples = accounts.map((a) => `('demo','${a}')`).join(',');
const relation = `SELECT toUInt32(r.1) AS i, r.2 AS tenant_id, r.3 AS account_id, toDateTime64(now64(3,'UTC'),3,'UTC') AS as_of FROM (SELECT arrayJoin([${accounts.map((a, i) => `(${i},'demo','${a}')`).join(',')}]) AS r)`;
const ids = ['assessments', 'contacts', 'milestones', 'interactions', 'accounts'];
const topicsOf = (s: any) => s.topics ?? Object.keys(s.reads);
function sqls(m: any, indicators: any[]) {
  const q = m.composeEvaluation(indicators);
  return Object.fromEntries(q.sources.filter((s: any) => ids.includes(s.source.id)).map((s: any) => {
    const one = { ...q, sources: [s] };
    const others = new Set(q.sources.filter((o: any) => o !== s));
    return [s.source.id, q.toSQL({ relation, accounts: `(${tuples})` }, new Set(topicsOf(s.source)), others)];
  }));
}
const a = sqls(old, old.INDICATORS as any[]);
const b = sqls(now, readIndicators() as any[]);
async function run(sql: string) {
  const t = performance.now();
  const r = await fetch(`${url}/?max_query_size=60000000&optimize_and_compare_chain=0&enable_join_runtime_filters=0&max_threads=1&do_not_merge_across_partitions_select_final=1&output_format_json_escape_forward_slashes=0`, { method: 'POST', body: sql + '\nFORMAT JSONCompactEachRow' });
  const text = await r.text();
  if (!r.ok) throw new Error(text.slice(0, 500));
  return performance.now() - t;
}
for (const id of ids) {
  const res: Record<string, number[]> = { old: [], now: [] };
  for (let n = 0; n < 25; n++) { res.old!.push(await run(a[id])); res.now!.push(await run(b[id])); }
  const med = (x: number[]) => x.slice(3).sort((p, q) => p - q)[11]!.toFixed(1);
  console.log(id, 'old', med(res.old!), 'now', med(res.now!), 'ms');
}

import type { ClickHouse, Settings } from '../connect.ts';

/** Accounts and as-ofs travel in the statement itself. */
const QUERY_BYTES_MAX = 64 * 1024 * 1024;

const COMMON: Settings = {
  max_query_size: QUERY_BYTES_MAX,
  // Copies of a fact share their partition, which derives from the key.
  do_not_merge_across_partitions_select_final: 1,
  // Only conditions on the sorting key are moved, which rows that replace each other have in common. Else every column of every
  // row in the granules is read, states of distinct people included: 4,000 of a million accounts took 1 GB instead of 24 MB.
  optimize_move_to_prewhere_if_final: 1,
};

export const READ_SETTINGS: Settings = {
  ...COMMON,
  // Costs a third of the whole statement, by comparing every pair of conditions.
  optimize_and_compare_chain: 0,
  // Planning them costs more than they save on joins this small.
  enable_join_runtime_filters: 0,
  output_format_json_quote_64bit_integers: 0,
  // Facets are the same text wherever they are made.
  output_format_json_escape_forward_slashes: 0,
};

export const WRITE_SETTINGS: Settings = {
  ...COMMON,
  // A catch-up recomputes days of many months at once.
  max_partitions_per_insert_block: 0,
};

/** One block an insert, and so one part: small parts have to be merged, and a table of many is read slowly. */
export const ONE_BLOCK: Settings = {
  min_insert_block_size_rows: 1_000_000,
  min_insert_block_size_bytes: 0,
  max_insert_block_size: 1_000_000,
  max_insert_threads: 1,
  input_format_parallel_parsing: 0,
};

/** The rows of a SELECT as arrays, which are half the size of objects. */
export async function rowsOf<Row>(
  client: ClickHouse,
  sql: string,
  settings: Settings,
  params: Readonly<Record<string, unknown>> = {},
): Promise<Row[]> {
  const answer = await client.text(`${sql}\nFORMAT JSONCompactEachRow`, { settings, params });
  if (answer === '') return [];
  return answer
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

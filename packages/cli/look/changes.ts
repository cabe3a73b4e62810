import type { ClickHouse } from '@bellwether/clickhouse';
import type { AccountRef, ChangeKind, Instant } from '@bellwether/domain';

/** What every reader of a health-score-change wants to know, in points. */
export interface ChangeHead {
  readonly sequence: number;
  readonly asOf: string;
  readonly score: number | null;
  readonly previousScore: number | null;
  readonly band: string;
  readonly previousBand: string | null;
  readonly trigger: string;
  readonly changeKind: ChangeKind;
  readonly summary: string;
}

/** SQL: the columns of {@link ChangeHead} from `score_changes`. */
export const CHANGE_HEAD = `toUInt32(sequence) AS sequence, formatDateTime(as_of, '%FT%TZ') AS asOf,
       score_tenths / 10 AS score, previous_score_tenths / 10 AS previousScore, band, previous_band AS previousBand,
       trigger, change_kind AS changeKind, summary`;

/** One change as people are told of it. */
export interface ToldChange extends ChangeHead {
  readonly flagsAdded: readonly string[];
  readonly flagsRemoved: readonly string[];
  readonly findings: readonly { readonly flag: string; readonly because: string }[];
  readonly lines: readonly {
    readonly title: string;
    readonly previousValue: number | null;
    readonly value: number | null;
    readonly delta: number;
    readonly kind: ChangeKind;
  }[];
  readonly overrideNote: string | null;
  readonly overrideAuthor: string | null;
}

/** The changes of an account after an instant and up to another, oldest first. */
export function changesBetween(
  client: ClickHouse,
  { tenantId, accountId }: AccountRef,
  after: Instant,
  upTo: Instant,
): Promise<ToldChange[]> {
  return client.rows<ToldChange>(
    `SELECT ${CHANGE_HEAD}, flags_added AS flagsAdded, flags_removed AS flagsRemoved,
       arrayMap(f -> CAST((f.flag, f.because), 'Tuple(flag String, because String)'), findings) AS findings,
       arrayMap(
         line -> CAST((line.title, line.previous_value, line.value, line.delta_tenths / 10, line.change_kind),
           'Tuple(title String, previousValue Nullable(Float64), value Nullable(Float64), delta Float64, kind String)'),
         arrayFilter(line -> line.delta_tenths != 0, contributions)) AS lines,
       override_note AS overrideNote, override_author AS overrideAuthor
     FROM score_changes FINAL
     WHERE tenant_id = {tenant:String} AND account_id = {account:String}
       AND as_of > fromUnixTimestamp64Milli({after:Int64}) AND as_of <= fromUnixTimestamp64Milli({upTo:Int64})
     ORDER BY sequence`,
    {
      params: { tenant: tenantId, account: accountId, after, upTo },
      settings: { output_format_json_named_tuples_as_objects: 1 },
    },
  );
}

import { type AvroRecord, columnsOf, positional, snakeCase } from './steps/avro-columns.ts';

/** How one topic becomes rows of one table. */
export interface Landing {
  readonly topic: string;
  readonly table: string;
  /** Column and the SQL, over the message's fields, that fills it. */
  readonly columns: readonly (readonly [column: string, expression: string])[];
  /** Rows of a nested list instead of one row a message. */
  readonly each?: string;
}

type SchemaOf = (topic: string) => AvroRecord;

/** Which table holds what: the whole of history's job in one list. Fields that are not named go one to one. */
export function landings(schemaOf: SchemaOf): Landing[] {
  const whole = (topic: string, table: string, ...omitted: string[]): Landing => ({
    topic,
    table,
    columns: columnsOf(schemaOf(topic), omitted),
  });
  return [
    // The scorer's own state is the scorer's business; closes have a table of their own.
    whole('health.scores', 'scores', 'state', 'closes'),
    healthCloses,
    whole('health.score-changes', 'score_changes'),
    indicatorChanges,
    whole('health.overrides', 'overrides'),
    whole('control.dead-letters', 'dead_letters'),
    whole('control.tenants', 'tenants'),
    whole('control.scorecards', 'scorecards'),
  ];
}

const fields = (prefix: string, ...names: string[]) =>
  names.map((name) => [snakeCase(name), `${prefix}${name}`] as const);

const healthCloses: Landing = {
  topic: 'health.scores',
  table: 'health_closes',
  columns: [
    ...fields('', 'tenantId', 'accountId', 'revision', 'epoch'),
    ['day', 'toDate(closed.day)'],
    ...fields('closed.', 'scoreTenths', 'computedTenths', 'dataTenths', 'humanTenths', 'leadingTenths'),
    ...fields('closed.', 'laggingTenths', 'band', 'flags', 'coveragePercent', 'scorecardVersion'),
  ],
  each: 'closes AS closed',
};

const indicatorChanges: Landing = {
  topic: 'health.indicator-changes',
  table: 'indicator_changes',
  columns: [
    ...fields('', 'tenantId', 'accountId', 'reason'),
    ...fields('live.version.', 'epoch', 'facts', 'asOf'),
    ['received_sum', 'toUInt128(live.version.receivedSum)'],
    ['indicators', 'arrayMap(v -> v.indicator, live.values)'],
    ['values', 'arrayMap(v -> v.value, live.values)'],
    ['reasons', "arrayMap(v -> ifNull(v.reason, ''), live.values)"],
    ['answers', positional('live.answers', 2)],
    ['closed_days', 'arrayMap(c -> toDate(c.day), closes)'],
    ['cause_ids', 'causes.eventIds'],
    ['cause_count', 'causes.count'],
    ['newest_cause_at', 'causes.newestReceivedAt'],
  ],
};

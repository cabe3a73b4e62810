import { structureOf, type WireLanding } from '@bellwether/clickhouse';
import { newestSchema } from '@bellwether/contracts';
import { columnOf } from '@bellwether/domain';
import { columnsOf, positional } from './steps/columns.ts';

/**
 * Which table holds what of which topic: the whole of history's job in one list. What is not spelt out goes one field
 * to one column. Records inside lists are read by position, so they never gain or lose a field: a change of theirs is
 * a new list beside the old one.
 */
export function landingsOf(topic: string): readonly WireLanding[] {
  const landings = LANDINGS[topic];
  if (!landings) throw new RangeError(`history knows no table for ${topic}`);
  return landings;
}

const structure = (topic: string): string => structureOf(newestSchema(topic));

function whole(topic: string, target: string, ...omitted: string[]): WireLanding {
  return { target, columns: columnsOf(newestSchema(topic), omitted), structure: structure(topic) };
}

function fields(prefix: string, ...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [columnOf(name), `${prefix}${name}`]));
}

const healthCloses: WireLanding = {
  target: 'health_closes',
  columns: {
    ...fields('', 'tenantId', 'accountId', 'revision', 'epoch'),
    day: 'toDate(closed.day)',
    ...fields('closed.', 'scoreTenths', 'computedTenths', 'dataTenths', 'humanTenths', 'leadingTenths'),
    ...fields('closed.', 'laggingTenths', 'band', 'flags', 'coveragePercent', 'scorecardVersion'),
  },
  structure: structure('health.scores'),
  each: 'closes AS closed',
};

const indicatorChanges: WireLanding = {
  target: 'indicator_changes',
  columns: {
    ...fields('', 'tenantId', 'accountId', 'reason'),
    ...fields('live.version.', 'epoch', 'facts', 'asOf'),
    received_sum: 'toUInt128OrZero(live.version.receivedSum)',
    indicators: 'arrayMap(v -> v.indicator, live.values)',
    values: 'arrayMap(v -> v.value, live.values)',
    reasons: "arrayMap(v -> ifNull(v.reason, ''), live.values)",
    answers: positional('live.answers', 3),
    closed_days: 'arrayMap(c -> toDate(c.day), closes)',
    cause_ids: 'causes.eventIds',
    cause_count: 'causes.count',
    newest_cause_at: 'causes.newestReceivedAt',
  },
  structure: structure('health.indicator-changes'),
};

const LANDINGS: Readonly<Record<string, readonly WireLanding[]>> = {
  'health.indicator-changes': [indicatorChanges],
  // The scorer's own state is the scorer's business; closes have a table of their own.
  'health.scores': [healthCloses, whole('health.scores', 'scores', 'state', 'closes')],
  'health.score-changes': [whole('health.score-changes', 'score_changes')],
  'health.overrides': [whole('health.overrides', 'overrides')],
  'control.tenants': [whole('control.tenants', 'tenants')],
  'control.scorecards': [whole('control.scorecards', 'scorecards')],
  'control.data-quality': [whole('control.data-quality', 'data_quality')],
  'control.dead-letters': [whole('control.dead-letters', 'dead_letters')],
};

/** Account-keyed topics and topics of one partition are read by two groups: one group's must have equal counts. */
export const ACCOUNT_TOPICS = Object.keys(LANDINGS).filter((topic) => topic.startsWith('health.'));
export const CONTROL_TOPICS = Object.keys(LANDINGS).filter((topic) => topic.startsWith('control.'));

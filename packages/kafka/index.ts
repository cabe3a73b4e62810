export { connectKafka } from './broker/connect.ts';
export * from './errors.ts';
export * from './memory-log.ts';
export * from './partition-of.ts';
export * from './ports.ts';
export { publishScorecard, scorecardTable } from './publish-scorecard.ts';
export { newestByKey } from './shared/newest-by-key.ts';
export { sourceStateTable, writeSourceStates } from './source-states.ts';
export { tenantRows } from './tenant-rows.ts';

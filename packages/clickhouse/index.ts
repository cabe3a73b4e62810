export { type Call, type ClickHouse, connect, type Settings } from './connect.ts';
export { createFactStore, type FactStoreOptions } from './fact-store.ts';
export { ClickHouseFailure } from './failure.ts';
export { readFleet } from './fleet.ts';
export {
  factLanding,
  insertOf,
  type LandRequest,
  landWires,
  notErased,
  versionOf,
  type WireLanding,
} from './landing.ts';
export { MigrationError, migrate } from './migrate.ts';
export { type Migration, readMigrations } from './migrations.ts';
export { probeWires } from './probe.ts';
export { publishReferenceData, type ReferenceData } from './reference-data.ts';
export { readRising } from './rising.ts';
export { readActivity } from './source-activity.ts';

export { columnType, quoted, structureOf, UnreadableSchema } from './structure.ts';

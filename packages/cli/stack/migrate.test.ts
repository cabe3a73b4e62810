import { MigrationError } from '@bellwether/clickhouse';
import { RegistryError } from '@bellwether/contracts';
import { expect, it } from 'vitest';
import { remedyOf } from './migrate.ts';

it('data of another version have a remedy, a store that is down has not', () => {
  const remedy = { remedy: expect.stringContaining('stack reset') };
  expect(remedyOf(new MigrationError('migration-changed', '0001.sql was changed'))).toEqual(remedy);
  expect(remedyOf(new RegistryError('incompatible-schema', 'refused'))).toEqual(remedy);
  expect(remedyOf(new RegistryError('registry-unavailable', 'nobody answers'))).toEqual({});
  expect(remedyOf(new Error('connection refused'))).toEqual({});
});

import { expect, it } from 'vitest';
import { columnOf } from './columns.ts';

it('names columns after fields', () => {
  expect(columnOf('provisionedUsers')).toBe('provisioned_users');
  expect(columnOf('name')).toBe('name');
});

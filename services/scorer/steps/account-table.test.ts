import { emptyState } from '@bellwether/domain';
import { expect, test } from 'vitest';
import { stateOf, storedAccount } from './account-table.ts';

const state = emptyState({ tenantId: 't', accountId: 'a' });

test('a stored account is read as it was', () => {
  expect(stateOf(storedAccount(state))).toEqual(state);
});

test('a stored account keeps no memory but its own', () => {
  const { packed } = storedAccount(state);
  expect(packed.buffer.byteLength).toBe(packed.length);
});

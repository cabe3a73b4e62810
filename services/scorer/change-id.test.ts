import { expect, it } from 'vitest';
import { changeId } from './change-id.ts';

const account = { tenantId: 't', accountId: 'a' };

it('is a version 5 UUID that depends on tenant, account and sequence and nothing else', () => {
  const id = changeId(account, 1);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(changeId(account, 1)).toBe(id);
  expect(new Set([id, changeId(account, 2), changeId({ ...account, accountId: 'b' }, 1)]).size).toBe(3);
});

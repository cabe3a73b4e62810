import { expect, test } from 'vitest';
import { PageSize } from './page-size.ts';

const pages = () => new PageSize({ pageAccounts: 250, pageAccountsMax: 900, pageMs: 1_000 });

test('doubles while nobody waits, up to the most', () => {
  const size = pages();
  const seen = [1, 2, 3].map(() => {
    size.worked(999);
    return size.accounts;
  });
  expect(seen).toEqual([500, 900, 900]);
});

test('stays where pages take long', () => {
  const size = pages();
  size.worked(1_000);
  expect(size.accounts).toBe(250);
});

test('starts small again once signals came in between', () => {
  const size = pages();
  size.worked(1);
  size.interrupted();
  expect(size.accounts).toBe(250);
});

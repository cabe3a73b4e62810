import { expect, test } from 'vitest';
import { PageSize } from './page-size.ts';
import { Pages } from './pages.ts';

const settings = { pageAccounts: 2, pageAccountsMax: 4, pageMs: 1_000 };

/** Read as it is used: the next page is taken at once, and only then the answer to the last one awaited. */
function pagesOf(
  count: number,
  tookMs: number,
  { signalsAfter = Number.POSITIVE_INFINITY, paused = false, stopping = false } = {},
) {
  let now = 0;
  const open = { records: signalsAfter === 0 ? 1 : 0 };
  const tenure = { pageSize: new PageSize(settings), open, paused, stopping };
  const accounts = Array.from({ length: count }, (_, i) => i);
  const pages = new Pages(accounts, tenure as never, { now: () => now });
  const seen: (readonly number[])[] = [];
  for (const page of pages) {
    seen.push(page);
    if (seen.length > 1) now += tookMs;
    if (seen.length >= signalsAfter) open.records = 1;
  }
  return { seen, handedOut: pages.handedOut };
}

test('hands out every account once, in pages that grow while they are short', () => {
  const { seen, handedOut } = pagesOf(9, 10);
  expect(seen).toEqual([[0, 1], [2, 3], [4, 5, 6, 7], [8]]);
  expect(handedOut).toBe(9);
});

test('keeps pages small where they take long, the first one included', () => {
  expect(pagesOf(6, 1_000).seen.map(({ length }) => length)).toEqual([2, 2, 2]);
});

test('ends after the page during which signals came, and says how far it got', () => {
  const { seen, handedOut } = pagesOf(9, 10, { signalsAfter: 2 });
  expect(seen.flat()).toEqual([0, 1, 2, 3]);
  expect(handedOut).toBe(4);
});

test('hands out one page even while signals wait, and no more once a rebalance or a stop has begun', () => {
  expect(pagesOf(9, 10, { signalsAfter: 0 }).handedOut).toBe(2);
  expect(pagesOf(9, 10, { paused: true }).handedOut).toBe(2);
  expect(pagesOf(9, 10, { stopping: true }).handedOut).toBe(2);
});

import { composeEvaluation } from '@bellwether/domain';
import { ClickHouseError } from '@clickhouse/client';
import { expect, test } from 'vitest';
import type { ClickHouse } from '../connect.ts';
import { ClickHouseFailure } from '../failure.ts';
import { evaluateAll } from './evaluate.ts';

const requests = Array.from({ length: 10 }, (_, n) => ({ tenantId: 't', accountId: `a${n}`, asOf: 0 }));
const accountsIn = (sql: string) => requests.filter(({ accountId }) => sql.includes(`"${accountId}"`));
const refusal = (code: string) => new ClickHouseFailure(new ClickHouseError({ code, message: 'no' }));

/** An empty store whose statements may be about so many accounts. */
function storeOf(accountsMax: number, code = '241') {
  const asked: string[][] = [];
  const text = async (sql: string) => {
    const accounts = accountsIn(sql).map(({ accountId }) => accountId);
    if (accounts.length > accountsMax) throw refusal(code);
    asked.push(accounts);
    return '';
  };
  const client = { text } as unknown as ClickHouse;
  return { asked, evaluate: () => evaluateAll(client, composeEvaluation(), requests, () => 1) };
}

test('what is too much for the memory of a statement is asked in halves, each account once', async () => {
  const { asked, evaluate } = storeOf(3);
  expect(await evaluate()).toEqual(requests.map(() => null));
  expect(asked.flat()).toEqual(requests.map(({ accountId }) => accountId));
});

test('a single account that is too much is a failure, and so is any other refusal', async () => {
  await expect(storeOf(0).evaluate()).rejects.toMatchObject({ code: 241 });
  const busy = storeOf(3, '202');
  await expect(busy.evaluate()).rejects.toMatchObject({ code: 202 });
  expect(busy.asked).toEqual([]);
});

import { composeEvaluation } from '@bellwether/domain';
import { ClickHouseError } from '@clickhouse/client';
import { expect, test } from 'vitest';
import type { ClickHouse } from '../connect.ts';
import { ClickHouseFailure } from '../failure.ts';
import { evaluateAll } from './evaluate.ts';

const requests = Array.from({ length: 10 }, (_, n) => ({ tenantId: 't', accountId: `a${n}`, asOf: 0 }));
const tooMuch = new ClickHouseFailure(new ClickHouseError({ code: '241', message: 'no' }));

/** As many facts of an account as its number, all of one topic; a statement that reads values may be about so many accounts. */
function storeOf(accountsMax: number) {
  let halved = 0;
  const text = async (sql: string) => {
    const asked = [...sql.matchAll(/\[(\d+),"t","a(\d+)",0\]/g)].map(([, i, n]) => [Number(i), n] as const);
    if (sql.includes('groupUniqArray(d.topic)'))
      return asked.map(([i, n]) => JSON.stringify([i, n, '0', '1970-01-01', ['signals.login']])).join('\n');
    if (asked.length > accountsMax) throw tooMuch;
    return '';
  };
  const evaluating = {
    client: { text } as unknown as ClickHouse,
    query: composeEvaluation(),
    onHalved: () => {
      halved += 1;
    },
  };
  return { evaluate: () => evaluateAll(evaluating, requests, () => 1), halved: () => halved };
}

test('each account gets its own answer, in however many statements they were asked', async () => {
  for (const accountsMax of [1, 3, 10]) {
    const evaluations = await storeOf(accountsMax).evaluate();
    expect(evaluations.map((e) => e?.version.facts)).toEqual(requests.map((_, n) => n));
  }
});

test('asking for less at a time is told', async () => {
  const [divided, whole] = [storeOf(3), storeOf(10)];
  await Promise.all([divided.evaluate(), whole.evaluate()]);
  expect([divided.halved(), whole.halved()]).toEqual([3, 0]);
});

test('a single account that is too much is a failure that names it', async () => {
  await expect(storeOf(0).evaluate()).rejects.toMatchObject({
    code: 241,
    message: 'account t/a0 as of 1970-01-01T00:00:00.000Z: no',
  });
});

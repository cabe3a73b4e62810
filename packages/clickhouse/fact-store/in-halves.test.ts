import { ClickHouseError } from '@clickhouse/client';
import { expect, test } from 'vitest';
import { ClickHouseFailure } from '../failure.ts';
import { inHalves } from './in-halves.ts';

const numbers = Array.from({ length: 10 }, (_, n) => n);
const refusal = (code: string) => new ClickHouseFailure(new ClickHouseError({ code, message: 'no' }));

/** Squares, of so many numbers at a time at most. */
function squares(most: number, code = '241') {
  const asked: (readonly number[])[] = [];
  let halved = 0;
  const ask = async (some: readonly number[]) => {
    if (some.length > most) throw refusal(code);
    asked.push(some);
    return some.map((n) => n * n);
  };
  const answers = inHalves(numbers, ask, {
    nameOf: (n) => `the number ${n}`,
    onHalved: () => {
      halved += 1;
    },
  });
  return { asked, answers, halved: () => halved };
}

test('what is too much for the memory of a statement is asked in halves, each once, and answered in order', async () => {
  const { asked, answers, halved } = squares(3);
  expect(await answers).toEqual(numbers.map((n) => n * n));
  expect(asked.flat()).toEqual(numbers);
  expect(halved()).toBe(3);
});

test('what is not is asked together, and nobody told', async () => {
  const { asked, answers, halved } = squares(10);
  await answers;
  expect(asked).toEqual([numbers]);
  expect(halved()).toBe(0);
});

test('a single one that is too much is named', async () => {
  await expect(squares(0).answers).rejects.toMatchObject({ code: 241, message: 'the number 0: no' });
});

test('any other refusal is not about how much was asked', async () => {
  const busy = squares(3, '202');
  await expect(busy.answers).rejects.toMatchObject({ code: 202 });
  expect(busy.asked).toEqual([]);
});

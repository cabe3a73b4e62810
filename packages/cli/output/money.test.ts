import { expect, it } from 'vitest';
import { wholeMoney } from './money.ts';

it('money is told in whole units, and as unknown where it is', () => {
  expect([4512.82051282128, 0, null].map(wholeMoney)).toEqual(['4,513', '0', null]);
});

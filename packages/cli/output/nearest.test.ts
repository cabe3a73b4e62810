import { expect, it } from 'vitest';
import { didYouMean } from './nearest.ts';

const KNOWN = ['nps', 'csat', 'mrr-change', 'usage-change', 'logins-per-week'];

it.each([
  ['nsp', 'Did you mean nps?'],
  ['npss', 'Did you mean nps?'],
  ['login-per-week', 'Did you mean logins-per-week?'],
  ['change', 'Did you mean mrr-change, or usage-change?'],
  ['zzzzzzzzzzzz', undefined],
])('for %s suggests what it may stand for', (name, suggestion) => {
  expect(didYouMean(name, KNOWN)).toBe(suggestion);
});

import { describe, expect, it } from 'vitest';
import { textReader } from './reader.ts';

const GLAD = [
  'Great product, love it',
  'Easy to use',
  'Very helpful team, thank you!',
  'Onboarding was smooth and Maria was wonderful',
  'no complaints',
  'They are happy with the new dashboard',
  'Excellent support, fast answers',
  'We are very satisfied',
  'Not bad at all',
  'They praised the rollout',
  'Reliable and simple',
];
const SORRY = [
  'Terrible',
  'not good',
  'Billing is confusing',
  'Login fails with SSO',
  'They are frustrated by the delays',
  'They threatened to leave',
  'Very disappointed',
  'I do not like the new dashboard',
  'Unhappy with the price increase',
  'The app is broken',
  'We lost data',
  'Permissions are a mess',
];
const NEITHER = ['Quarterly review', 'We use it on Mondays', 'Sent the invoice', 'Support never answers'];

const read = (text: string, stated: string | null = 'en') => textReader.read(text, stated);

describe('the sentiment of an English text', () => {
  it.each(GLAD)('is above 0: %s', (text) => expect(read(text).sentiment).toBeGreaterThan(0));
  it.each(SORRY)('is below 0: %s', (text) => expect(read(text).sentiment).toBeLessThan(0));
  it.each(NEITHER)('is 0: %s', (text) => expect(read(text).sentiment).toBe(0));

  it('counts the verb support, but not the department of that name', () => {
    expect(read('They support us').sentiment).toBeGreaterThan(0);
    expect(read('Support takes too long and support is rude').sentiment).toBeLessThan(0);
  });

  it('is in whole thousandths from -1 to 1, and the same every time', () => {
    for (const text of [...GLAD, ...SORRY, 'awful '.repeat(50), 'superb '.repeat(50)]) {
      const { sentiment } = read(text);
      expect(Math.abs(sentiment!)).toBeLessThanOrEqual(1);
      expect(Math.round(sentiment! * 1000) / 1000).toBe(sentiment);
      expect(read(text).sentiment).toBe(sentiment);
    }
  });
});

describe('a text that cannot be read', () => {
  it.each([
    ['Der Export ist langsam und stürzt jeden Tag ab', null, 'de'],
    ['Très bon produit', null, 'fr'],
    ['good', 'de', 'de'],
    ['👍👍', null, null],
    ['', null, null],
  ])('has neither sentiment nor themes: %j, stated %j', (text, stated, language) => {
    expect(read(text, stated)).toEqual({ language, sentiment: null, themes: [] });
  });

  it('throws at nothing', () => {
    for (const text of [
      '\u0000',
      '\ud800',
      '\ufeff',
      '=\u202e<b>',
      'a'.repeat(20_000),
      '\n'.repeat(20_000),
    ]) {
      expect(() => read(text)).not.toThrow();
    }
  });
});

describe('the themes of an English text', () => {
  it.each([
    [
      'The export of the monthly sales reports is slow. Permission settings are confusing!',
      ['export', 'sales report', 'permission setting'],
    ],
    ['API docs are outdated', ['api doc']],
    ['We lost data', ['data']],
    ['The team saves us hours every week', ['team']],
    ['Great product, love it', ['product']],
    ['Excellent support, fast answers', ['support']],
    ['LOVE THE REPORTS', ['report']],
  ])('are its nouns, in the singular, without feelings and times: %s', (text, themes) => {
    expect(read(text).themes).toEqual(themes);
  });

  it('name nobody', () => {
    const { themes } = read('We talked to Maria Gonzalez about the renewal; mail maria@example.com');
    expect(themes).toEqual(['renewal', 'mail']);
  });
});

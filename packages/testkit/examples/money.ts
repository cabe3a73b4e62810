import { DAY_MS } from '@bellwether/domain';
import { ago, CLOSE, type Example, examplesOf, signalsOf } from './example.ts';

const paid = signalsOf('signals.subscription', {
  subscriptionId: 's',
  change: 'started',
  mrr: 100,
  currency: 'EUR',
});
/** 12 mean months. */
const YEAR_MS = 365.25 * DAY_MS;
/** Before the 29th of February 2024, when the rate of the dollar changed from 0.8 euros to 1 / 1.1. */
const LEAP_EVE = Date.UTC(2024, 1, 28, 23, 59, 59, 999);

export const moneyExamples: readonly Example[] = [
  ...examplesOf('mrr', {
    'several subscriptions add up': [
      paid({ at: ago(99) }, { at: ago(9), subscriptionId: 't', mrr: 20.5 }),
      120.5,
    ],
    'a trial counts nothing': [paid({ at: ago(9), trial: true }), 0],
    'what has churned pays nothing, which is not unknown': [
      paid({ at: ago(9) }, { at: ago(1), change: 'churned' }),
      0,
    ],
    'a purchase changes no contract': [
      paid({ at: ago(9) }, { at: ago(1), change: 'purchased', mrr: 0, amount: 500 }),
      100,
    ],
    'and is none by itself': [paid({ at: ago(1), change: 'purchased', mrr: 0, amount: 500 }), 'never'],
    'dollars are euros at the day’s rate': [paid({ at: ago(9), currency: 'USD', mrr: 110 }), 100],
    'of an earlier day, at that day’s': [paid({ at: Date.UTC(2024, 0, 1), currency: 'USD' }), 80, LEAP_EVE],
    'a currency without a rate is a mistake, never 1': [
      paid({ at: ago(9) }, { at: ago(9), subscriptionId: 't', currency: 'SEK' }),
      'no-rate',
    ],
    'but nothing of it is nothing': [
      paid({ at: ago(9) }, { at: ago(9), subscriptionId: 't', currency: 'SEK', trial: true }),
      100,
    ],
    'before its first rate there is none': [
      paid({ at: Date.UTC(2023, 0, 1), currency: 'GBP' }),
      'no-rate',
      Date.UTC(2023, 11, 31),
    ],
  }),
  ...examplesOf('arr', {
    'is twelve times MRR': [paid({ at: ago(9), mrr: 99 }), 1188],
    'and not known where that is not': [paid({ at: ago(9), currency: 'SEK' }), 'no-rate'],
  }),
  ...examplesOf('mrr-change', {
    'a currency that falls is no contraction': [
      paid({ at: Date.UTC(2023, 6, 1), currency: 'USD' }),
      1,
      Date.UTC(2024, 2, 15),
    ],
    'without a rate it is not known': [paid({ at: ago(200), currency: 'SEK' }), 'no-rate'],
    'a change of currency is judged at one day’s rates': [
      paid({ at: ago(200), currency: 'USD', mrr: 110 }, { at: ago(9), change: 'renewed', mrr: 50 }),
      0.5,
    ],
  }),
  ...examplesOf('notice-given', {
    'every paid subscription under notice counts': [
      paid(
        { at: ago(99) },
        { at: ago(99), subscriptionId: 't' },
        { at: ago(9), change: 'notice-given' },
        { at: ago(9), subscriptionId: 't', change: 'notice-given' },
      ),
      2,
    ],
    'none is 0': [paid({ at: ago(99) }), 0],
    'taken back by a renewal': [
      paid({ at: ago(99) }, { at: ago(9), change: 'notice-given' }, { at: ago(8), change: 'renewed' }),
      0,
    ],
    'once they have left there is none to give': [
      paid({ at: ago(99) }, { at: ago(9), change: 'notice-given' }, { at: ago(8), change: 'churned' }),
      'not-applicable',
    ],
  }),
  ...examplesOf('lifetime-revenue', {
    'a year of 100 a month, a renewal changes nothing': [
      paid({ at: CLOSE - YEAR_MS }, { at: CLOSE - YEAR_MS / 2, change: 'renewed' }),
      1200,
    ],
    'half of it at half the price': [
      paid({ at: CLOSE - YEAR_MS }, { at: CLOSE - YEAR_MS / 2, change: 'contracted', mrr: 50 }),
      900,
    ],
    'the largest amount there may be, with a fee as large': [
      paid({ at: CLOSE - YEAR_MS, mrr: 1e12, amount: 1e12 }),
      13e12,
    ],
    'purchases and fees come on top': [
      paid(
        { at: CLOSE - YEAR_MS, amount: 250 },
        { at: ago(9), subscriptionId: 'extra', change: 'purchased', mrr: 0, amount: 49.5 },
      ),
      1499.5,
    ],
    'a trial earns nothing, and what has churned no more': [
      paid(
        { at: CLOSE - 2 * YEAR_MS, trial: true },
        { at: CLOSE - YEAR_MS, change: 'started' },
        { at: CLOSE - YEAR_MS / 2, change: 'churned', mrr: 0 },
      ),
      600,
    ],
    'a purchase alone is revenue': [
      paid({ at: ago(1), change: 'purchased', mrr: 0, amount: 10, currency: 'USD' }),
      10 / 1.1,
    ],
    'in a currency without a rate it is not known': [
      paid({ at: ago(99) }, { at: ago(1), change: 'purchased', mrr: 0, amount: 10, currency: 'SEK' }),
      'no-rate',
    ],
  }),
];

import { describe, expect, it } from 'vitest';
import { knownOf } from './blend.ts';
import { findingsOf } from './flags.ts';
import { cardOf, evaluation, indicators, type Values } from './given.ts';
import { score } from './score.ts';

const card = cardOf();

function flagsFor(values: Values): string[] {
  const vector = evaluation({ values });
  const known = knownOf(vector.values, indicators);
  return findingsOf(card, known, score(card, indicators, vector)).map((f) => f.flag);
}

describe('masked-risk', () => {
  it('is raised when the numbers look healthy and one judgement does not', () => {
    expect(flagsFor({ use: 90, renew: 25 })).toEqual(['masked-risk']);
  });

  it('is raised when only the voice looks healthy', () => {
    expect(flagsFor({ use: 10, nps: 100, renew: 25 })).toEqual(['masked-risk']);
  });

  it('cannot be lifted by a high NPS or by other people being content', () => {
    expect(flagsFor({ use: 90, nps: 100, renew: 25, plan: 100, 'communication-tone': 100 })).toEqual([
      'masked-risk',
    ]);
  });

  it('is raised by goals and by tone alike', () => {
    expect(flagsFor({ use: 90, renew: 75, plan: 20 })).toEqual(['masked-risk']);
    expect(flagsFor({ use: 90, renew: 75, 'communication-tone': 20 })).toEqual(['masked-risk']);
  });

  it('is not raised when nobody worries, or when the numbers are no mask', () => {
    expect(flagsFor({ use: 90, renew: 75, plan: 80 })).toEqual([]);
    expect(flagsFor({ use: 30, renew: 25 })).toEqual([]);
  });
});

describe('the other flags', () => {
  it('silent-fan: people are happy while usage fades', () => {
    expect(flagsFor({ renew: 90, use: 60, 'usage-change': 20 })).toEqual(['silent-fan']);
    expect(flagsFor({ renew: 90, use: 60, 'usage-change': 60 })).toEqual([]);
  });

  it('champion-left', () => {
    expect(flagsFor({ use: 60, 'champion-change': 20 })).toEqual(['champion-left']);
    expect(flagsFor({ use: 60, 'champion-change': 100 })).toEqual([]);
  });
});

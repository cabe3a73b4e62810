import type { ScoreChange } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { renderChange } from './render-change.ts';

const LINE = {
  kind: 'indicator',
  group: 'judgement',
  healthTenths: 250,
  weight: 0.1,
  changeKind: 'judgement',
};
const CHANGE = {
  accountId: 'amber-bank',
  accountName: 'Amber Bank',
  scoreTenths: 612,
  previousScoreTenths: 662,
  band: 'watch',
  previousBand: 'healthy',
  flagsAdded: ['masked-risk'],
  flagsRemoved: [],
  trigger: 'band',
  summary: 'Amber Bank fell.',
  contributions: [
    {
      ...LINE,
      id: 'nps',
      title: 'Net promoter score',
      value: 10,
      previousValue: 10,
      tenths: 20,
      deltaTenths: 10,
    },
    {
      ...LINE,
      id: 'ltr',
      title: 'Likelihood to renew',
      value: 2,
      previousValue: 4,
      tenths: 25,
      deltaTenths: -60,
    },
    {
      ...LINE,
      id: 'csat',
      title: 'Customer satisfaction',
      value: 1,
      previousValue: 1,
      tenths: 5,
      deltaTenths: 0,
    },
  ],
} as unknown as ScoreChange;
const NOW = new Date('2026-01-02T03:04:05Z');

describe('a change in the live log', () => {
  it('says who, from where to where, how fast, and what moved it, the weightiest first', () => {
    expect(renderChange(CHANGE, 180, NOW)).toEqual([
      '03:04:05 ▼ Amber Bank           66.2 → 61.2   healthy → watch  +masked-risk  after 180 ms',
      '           Likelihood to renew 4 → 2 (−6.0), Net promoter score (+1.0)',
    ]);
  });

  it('says what was announced where the score stays', () => {
    const still = { ...CHANGE, trigger: 'judgement', scoreTenths: 662, contributions: [] } as ScoreChange;
    expect(renderChange(still, null, NOW)[1]?.trim()).toBe('Amber Bank fell.');
  });

  it('says what triggered it where neither band nor flags do', () => {
    const quiet = { ...CHANGE, trigger: 'watch', band: 'healthy', flagsAdded: [] } as unknown as ScoreChange;
    expect(renderChange(quiet, 180, NOW)[0]).toMatch(/healthy {2}\(watch\) {2}after 180 ms$/);
  });

  it('shows a value only where people would see it move', () => {
    const [line] = CHANGE.contributions;
    const hardly = { ...line, previousValue: -66.666, value: -66.6701 };
    const change = { ...CHANGE, contributions: [hardly] } as unknown as ScoreChange;
    expect(renderChange(change, null, NOW)[1]?.trim()).toBe('Net promoter score (+1.0)');
    const clearly = { ...CHANGE, contributions: [{ ...hardly, value: 0 }] } as unknown as ScoreChange;
    expect(renderChange(clearly, null, NOW)[1]?.trim()).toBe('Net promoter score −66.67 → 0 (+1.0)');
  });
});

import type { DerivedIndicator } from '../definition.ts';
import { mrr } from './mrr.ts';

const MONTHS_PER_YEAR = 12;

export const arr: DerivedIndicator = {
  id: 'arr',
  title: 'Annual recurring revenue',
  question: 'What do they pay a year, as things stand?',
  group: 'commercial',
  kind: 'lagging',
  lens: 'data',
  unit: 'money-per-year',
  direction: 'higher-is-healthier',
  from: [mrr.id],
  derive: ({ reading }) => {
    const { value, reason } = reading(mrr.id);
    return { value: value === null ? null : value * MONTHS_PER_YEAR, reason };
  },
  windowDays: null,
  historyDaysMin: 0,
  health: [
    [0, 0],
    [MONTHS_PER_YEAR, 100],
  ],
  formula: '12 × MRR. Source: SaaS convention (Skok).',
  nextStep: mrr.nextStep,
  team: 'finance',
};

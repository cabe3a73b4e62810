import { expect, it } from 'vitest';
import type { Item, Measured, MeasuredIndicator } from '../definition.ts';
import { openUrgentAge } from './open-urgent-age.ts';
import { recurringCategories } from './recurring-categories.ts';

const listOf = ({ items }: MeasuredIndicator, facet: unknown): readonly Item[] =>
  items!.list({ facet: () => facet } as unknown as Measured);

it('lists recurring categories, the commonest first, with the features they are about', () => {
  const counted = [
    ['how-to', 'export', 3],
    ['defect', 'export', 2],
    ['defect', '', 2],
    ['billing', 'invoices', 2],
  ];
  expect(listOf(recurringCategories, counted)).toEqual([
    { item: 'defect', because: 'tickets opened in 90 days: export 2, no feature named 2', amount: 4 },
    { item: 'how-to', because: 'tickets opened in 90 days: export 3', amount: 3 },
  ]);
  expect(listOf(recurringCategories, null)).toEqual([]);
});

it('lists open urgent tickets with what they are about', () => {
  const open = [
    [Date.UTC(2026, 5, 1, 12), 't1', 'defect', 'export'],
    [Date.UTC(2026, 5, 2), 't2', '', ''],
  ];
  expect(listOf(openUrgentAge, open)).toEqual([
    { item: 't1', because: 'open since 2026-06-01T12:00:00.000Z, about defect, export', amount: null },
    { item: 't2', because: 'open since 2026-06-02T00:00:00.000Z', amount: null },
  ]);
});

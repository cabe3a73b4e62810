import { describe, expect, it } from 'vitest';
import { reasonFor } from './underuse-reason.ts';

const measured = (facets: Record<string, unknown>) => ({ facet: (id: string) => facets[id] ?? null });
const goals = { goalFeatures: ['exports'] };

describe('the likely reason why a feature lies idle', () => {
  it('is its complexity where somebody met trouble, even where it was never used and no goal needs it', () => {
    const trouble = measured({
      ...goals,
      featureTrouble: [['api', 3]],
      ticketCategories: [
        ['how-to', 'api', 1],
        ['usability', 'api', 2],
        ['defect', 'api', 9],
        ['how-to', 'exports', 9],
      ],
    });
    expect(reasonFor('api', false, trouble)).toBe('complexity: 3 errors and 3 questions in 90 days');
  });

  it('is that they do not know of it where nobody ever tried', () => {
    expect(reasonFor('exports', false, measured(goals))).toBe('awareness: never tried');
  });

  it('is that it serves no goal where people know it', () => {
    expect(reasonFor('api', true, measured(goals))).toBe('misalignment: serves none of their goals');
    expect(reasonFor('api', true, measured({}))).toBe('misalignment: serves no goal that we know');
  });

  it('is open where people know it without trouble and a goal needs it', () => {
    expect(reasonFor('exports', true, measured(goals))).toBe('lapsed: used before, and a goal needs it');
  });
});

import { expect, test } from 'vitest';
import { sumOf } from './metrics.ts';

const TEXT = `# HELP indicators_published_total Vectors published.
# TYPE indicators_published_total counter
indicators_published_total{reason="signals",service="indicators"} 40
indicators_published_total{reason="takeover",service="indicators"} 2
indicators_published_totals{reason="takeover",service="indicators"} 100
`;

test('adds up the samples that have the labels', () => {
  expect(sumOf(TEXT, 'indicators_published_total', {})).toBe(42);
  expect(sumOf(TEXT, 'indicators_published_total', { reason: 'takeover' })).toBe(2);
});

test('what has not been counted yet is 0', () => {
  expect(sumOf(TEXT, 'indicators_published_total', { reason: 'clock' })).toBe(0);
});

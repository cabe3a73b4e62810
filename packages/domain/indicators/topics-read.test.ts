import { expect, it } from 'vitest';
import { INDICATORS } from './catalogue.ts';
import { topicsReadBy } from './topics-read.ts';

const byId = new Map(INDICATORS.map((indicator) => [indicator.id, indicator]));
const topicsOf = (id: string) => [...topicsReadBy(byId.get(id)!, byId)].sort();

it('an indicator follows from the topics its value names, no others of its source', () => {
  expect(topicsOf('logins-per-week')).toEqual(['signals.login']);
  expect(topicsOf('login-consistency')).toEqual(['signals.login']);
  expect(topicsOf('feature-breadth')).toEqual(['signals.feature-use']);
  expect(topicsOf('core-feature-use')).toEqual(['signals.feature-use']);
  expect(topicsOf('licensed-feature-share')).toEqual(['signals.feature-use', 'signals.subscription']);
  expect(topicsOf('days-since-last-seen')).toEqual(['signals.feature-use', 'signals.login']);
  expect(topicsOf('champion-change')).toEqual(['signals.contact']);
});

it('every indicator follows from some topic', () => {
  for (const { id } of INDICATORS) expect(topicsOf(id), id).not.toEqual([]);
});

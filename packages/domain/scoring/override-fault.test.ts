import { expect, it } from 'vitest';
import { override } from './given.ts';
import { overrideFault } from './override-fault.ts';

const now = override().createdAt;

it('finds no fault with an override of a person', () => {
  expect(overrideFault(override(), now)).toBeNull();
});

it('refuses times before any scorecard can be in force, and those that are still to come', () => {
  expect(overrideFault(override({ createdAt: -1 }), now)).toBe('createdAt is before 1970');
  expect(overrideFault(override({ createdAt: now + 400_000 }), now)).toBe('createdAt lies in the future');
});

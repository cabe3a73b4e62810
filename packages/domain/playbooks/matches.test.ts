import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type PlaybookEvent, playbookEventSchema } from './event.ts';
import { matches } from './matches.ts';
import { type Playbook, playbookSchema } from './rule.ts';

const sample = playbookEventSchema.parse(
  JSON.parse(readFileSync(new URL('../../../config/playbooks/sample-event.json', import.meta.url), 'utf8')),
);

function given(when: object, more: object = {}): Playbook {
  return playbookSchema.parse({ id: 'p', title: 'P', when: [when], do: [{ log: 'x' }], ...more });
}

function reacts(when: object, event: Partial<PlaybookEvent> = {}, more: object = {}): boolean {
  return matches(given(when, more), { ...sample, ...event }).kind === 'matched';
}

describe('a playbook reacts', () => {
  it('to any of the triggers, not only the weightiest', () => {
    expect(reacts({ trigger: 'judgement' })).toBe(true);
    expect(reacts({ trigger: ['band', 'drop'] })).toBe(false);
  });

  it('to a band when it is entered or left, not while it lasts', () => {
    expect(reacts({ bandEntered: 'watch' })).toBe(false);
    expect(reacts({ bandEntered: 'watch' }, { previousBand: 'healthy' })).toBe(true);
    expect(reacts({ bandLeft: 'healthy' }, { previousBand: 'healthy' })).toBe(true);
    expect(reacts({ bandLeft: 'healthy' }, { previousBand: null })).toBe(false);
  });

  it('to flags raised, lowered and standing', () => {
    expect(reacts({ flagsAdded: ['silent-fan', 'masked-risk'] })).toBe(true);
    expect(reacts({ flagsRemoved: 'masked-risk' })).toBe(false);
    expect(reacts({ hasFlag: 'masked-risk' }, { flagsAdded: [] })).toBe(true);
  });

  it('to a fall of at least so many points, exactly at the limit too', () => {
    expect(reacts({ scoreDropMin: 14 })).toBe(true);
    expect(reacts({ scoreDropMin: 14.1 })).toBe(false);
    expect(reacts({ scoreDropMin: 1 }, { previousScoreTenths: null })).toBe(false);
  });

  it('to a score below a limit, never to an unknown one', () => {
    expect(reacts({ scoreBelow: 41.4 })).toBe(true);
    expect(reacts({ scoreBelow: 41.3 })).toBe(false);
    expect(reacts({ scoreBelow: 100 }, { scoreTenths: null })).toBe(false);
  });

  it('to numbers and people that disagree, in either direction', () => {
    expect(reacts({ lensGapMin: 50 })).toBe(true);
    expect(reacts({ lensGapMin: 50 }, { dataTenths: 100, humanTenths: 700 })).toBe(true);
    expect(reacts({ lensGapMin: 1 }, { humanTenths: null })).toBe(false);
  });

  it('to an indicator that took points, not to one that gave some', () => {
    expect(reacts({ indicatorFell: 'likelihood-to-renew' })).toBe(true);
    expect(reacts({ indicatorFell: 'logins-per-week' })).toBe(false);
  });

  it('to a kind of change, a segment and a revenue', () => {
    expect(reacts({ changeKind: 'judgement', segment: ['mid-market', 'enterprise'], mrrMin: 8200 })).toBe(
      true,
    );
    expect(reacts({ changeKind: 'behaviour' })).toBe(false);
    expect(reacts({ segment: 'enterprise' }, { segment: null })).toBe(false);
    expect(reacts({ mrrMin: 0 }, { mrr: null })).toBe(false);
  });

  it('only when everything one condition names holds', () => {
    expect(reacts({ flagsAdded: 'masked-risk', mrrMin: 1_000_000 })).toBe(false);
  });

  it('to first scores only when asked', () => {
    const first = { trigger: 'initial', triggers: ['initial'], changeKind: 'initial', previousBand: null };
    expect(reacts({ hasFlag: 'masked-risk' }, first)).toBe(false);
    expect(reacts({ hasFlag: 'masked-risk' }, first, { includeInitial: true })).toBe(true);
  });

  it('to what the first score of a new account says besides being the first', () => {
    const first = {
      trigger: 'initial',
      triggers: ['initial', 'band'],
      changeKind: 'initial',
      previousBand: null,
    };
    expect(reacts({ bandEntered: 'at-risk' }, { ...first, band: 'at-risk' })).toBe(true);
    expect(reacts({ trigger: 'band' }, first)).toBe(true);
    expect(reacts({ trigger: 'drop' }, first)).toBe(false);
  });

  it('for its tenants only, and never when disabled', () => {
    expect(reacts({ hasFlag: 'masked-risk' }, {}, { tenants: 'demo' })).toBe(true);
    expect(reacts({ hasFlag: 'masked-risk' }, {}, { tenants: ['other'] })).toBe(false);
    expect(reacts({ hasFlag: 'masked-risk' }, {}, { enabled: false })).toBe(false);
  });
});

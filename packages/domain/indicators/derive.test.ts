import { describe, expect, it } from 'vitest';
import { indicatorById } from './catalogue.ts';
import { composeEvaluation } from './composer.ts';
import type { DerivedIndicator } from './definition.ts';
import { deriveAll, itemsOf } from './derive.ts';
import { type Evaluation, NO_PROFILE } from './evaluation.ts';

const nps = indicatorById('nps')!;

function derived(id: string, parts: Partial<DerivedIndicator>): DerivedIndicator {
  const { title, question, group, kind, lens, unit, direction, windowDays, historyDaysMin } = nps;
  const { health, formula, nextStep, team } = nps;
  const facts = { title, question, group, kind, lens, unit, direction, windowDays, historyDaysMin };
  return {
    ...{ ...facts, health, formula, nextStep, team, id },
    from: ['nps'],
    derive: (measured) => measured.reading('nps'),
    ...parts,
  };
}

const doubled = derived('doubled', {
  derive: (measured) => ({ value: measured.reading('nps').value! * 2, reason: null }),
});

const measured: Evaluation = {
  version: { epoch: 1, facts: 1, receivedSum: 1n, asOf: 1 },
  values: [{ indicator: 'nps', value: 21, reason: null }],
  answers: [],
  profile: { ...NO_PROFILE, name: 'Acme', segment: 'smb' },
  facets: { goals: '["export"]', empty: null },
  firstDay: '2026-01-01',
  proposals: [],
};
const valuesOf = (...indicators: DerivedIndicator[]) => deriveAll([nps, ...indicators], measured, 't').values;

describe('derived indicators', () => {
  it('follow from measured ones and from each other, in the order of the catalogue', () => {
    const again = derived('again', { from: ['doubled'], derive: (from) => from.reading('doubled') });
    expect(valuesOf(doubled, again).map((v) => [v.indicator, v.value])).toEqual([
      ['nps', 21],
      ['doubled', 42],
      ['again', 42],
    ]);
  });

  it('read facets as JSON, null where a source has no rows, and the profile', () => {
    const seen: unknown[] = [];
    const reads = derived('reads', {
      facets: ['goals', 'empty'],
      profile: ['segment'],
      derive: ({ facet, profile }) => {
        seen.push(facet('goals'), facet('empty'), profile.segment);
        return { value: null, reason: 'never' };
      },
    });
    expect(valuesOf(reads)[1]).toEqual({ indicator: 'reads', value: null, reason: 'never' });
    expect(seen).toEqual([['export'], null, 'smb']);
  });

  it('may not read what they do not name', () => {
    const other = derived('other', { derive: (from) => from.reading('csat') });
    const hidden = derived('hidden', {
      derive: (from) => ({ value: Number(from.facet('goals')), reason: null }),
    });
    const nosy = derived('nosy', { derive: ({ profile }) => ({ value: profile.mrr, reason: null }) });
    expect(() => valuesOf(nosy)).toThrow('mrr is not named');
    expect(() => valuesOf(other)).toThrow('csat is not named');
    expect(() => valuesOf(hidden)).toThrow('goals is not named');
  });

  it('are refused before what they derive from, and with facets that no source has', () => {
    expect(() => composeEvaluation([doubled, nps])).toThrow(
      'doubled derives from nps, which does not stand before it',
    );
    const lost = derived('lost', { facets: ['nowhere'] });
    expect(() => composeEvaluation([nps, lost])).toThrow('lost derives from the unknown facet nowhere');
  });

  it('list the items behind a value, under the same rule', () => {
    const listing = derived('listing', {
      items: {
        from: ['nps'],
        facets: ['goals'],
        list: ({ facet, reading }) => [
          { item: String(facet('goals')), because: 'a goal needs it', amount: reading('nps').value },
        ],
      },
    });
    const evaluation = deriveAll([nps, listing], measured, 't');
    expect(itemsOf(listing, evaluation, 't')).toEqual([
      { item: 'export', because: 'a goal needs it', amount: 21 },
    ]);
    expect(itemsOf(indicatorById('csat')!, evaluation, 't')).toBeNull();
  });
});

describe('proposals', () => {
  const names = ['sharing', 'x'.repeat(500), 'api', 'exports'];
  const list = () => names.map((item) => ({ item, because: '', amount: null }));

  it('are a few short names, since every vector holds them', () => {
    const proposing = derived('proposing', { proposes: { from: [], list } });
    const { proposals } = deriveAll([nps, proposing], measured, 't');
    expect(proposals).toEqual(['sharing', 'x'.repeat(100), 'api']);
  });

  it('are none while the indicator says nothing', () => {
    const silent = derived('silent', {
      derive: () => ({ value: null, reason: 'never' }),
      proposes: { from: [], list },
    });
    expect(deriveAll([nps, silent], measured, 't').proposals).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cardOf, indicators } from './given.ts';
import { readScorecard } from './read-scorecard.ts';
import { scorecardJsonSchema, stabilityOf } from './scorecard.ts';

const known = [...indicators.values()];
const minimal = { id: 'x', title: 'X', groups: [{ id: 'usage', weight: 1, indicators: [{ id: 'use' }] }] };

function mistakesOf(document: unknown): string[] {
  const read = readScorecard(document, known);
  return read.kind === 'invalid' ? read.mistakes.map((m) => m.path) : [];
}

describe('a scorecard', () => {
  it('needs no more than groups of indicators', () => {
    expect(readScorecard(minimal, known).kind).toBe('scorecard');
  });

  it('reports every mistake at once, each with its path', () => {
    const mistakes = mistakesOf({
      id: 'No Good',
      groups: [{ id: 'usage', weight: -1, rollUp: 'best-of', indicators: [] }],
      bands: { atRisk: { enterBelow: 50, leaveAbove: 45 } },
      stability: 'wild',
      caps: [{ when: { indicator: 'use' }, atMost: 101 }],
      drasticDrop: { points: 10, days: 40 },
      coverageMinimun: 10,
    });
    expect(mistakes).toEqual(
      expect.arrayContaining([
        'id',
        'title',
        'groups.0.weight',
        'groups.0.rollUp',
        'groups.0.indicators',
        'bands.atRisk.leaveAbove',
        'stability',
        'caps.0.when',
        'caps.0.atMost',
        'drasticDrop.days',
        '(file)',
      ]),
    );
  });

  it('refuses dwell plus cooldown that do not fit the closes a band is folded over', () => {
    expect(mistakesOf({ ...minimal, knobs: { dwellCloses: 20, cooldownCloses: 10 } })).toEqual(['knobs']);
    expect(mistakesOf({ ...minimal, knobs: { dwellCloses: 20, cooldownCloses: 9 } })).toEqual([]);
  });

  it('refuses an indicator counted twice and one that does not exist', () => {
    const groups = [...minimal.groups, { id: 'more', weight: 1, indicators: [{ id: 'use' }] }];
    expect(mistakesOf({ ...minimal, groups })).toEqual(['groups.1.indicators.0.id']);
    const watch = [{ indicator: 'npz', below: 1 }];
    expect(mistakesOf({ ...minimal, watch })).toEqual(['watch.0.indicator']);
  });

  it('lets a knob replace one value of the preset behind the word', () => {
    expect(stabilityOf(cardOf({ stability: 'calm', knobs: { step: 2 } }))).toEqual({
      dwellCloses: 4,
      cooldownCloses: 7,
      step: 2,
    });
  });
});

describe('config/scorecards', () => {
  const folder = new URL('../../../config/scorecards/', import.meta.url);

  it('publishes the JSON Schema that the program checks with', () => {
    const schema = JSON.parse(readFileSync(new URL('scorecard.schema.json', folder), 'utf8'));
    expect(schema).toEqual(scorecardJsonSchema());
  });
});

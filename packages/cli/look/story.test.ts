import { describe, expect, it } from 'vitest';
import type { ToldChange } from './changes.ts';
import { storyOf } from './story.ts';

const change: ToldChange = {
  sequence: 2,
  asOf: '2026-03-10T12:00:00Z',
  score: 61.2,
  previousScore: 73.4,
  band: 'watch',
  previousBand: 'healthy',
  trigger: 'band',
  changeKind: 'behaviour',
  summary: '',
  flagsAdded: [],
  flagsRemoved: [],
  findings: [],
  lines: [
    { title: 'Logins a week', previousValue: 20, value: 4, delta: -4.1, kind: 'behaviour' },
    { title: 'Net promoter score', previousValue: null, value: 30, delta: 0.9, kind: 'judgement' },
    { title: 'Usage against its own baseline', previousValue: 1, value: 0.55, delta: -9, kind: 'behaviour' },
  ],
  overrideNote: null,
  overrideAuthor: null,
};
const told = (parts: Partial<ToldChange>) => storyOf('Acme', [{ ...change, ...parts }])[0];

describe('the story of an account', () => {
  it('says when, what and why, the weightiest reason first, each kind of reason apart', () => {
    expect(told({})).toBe(
      '10 Mar 2026: Acme fell from 73.4 to 61.2 and is now watch (was healthy). ' +
        'What they did: Usage against its own baseline went from 1 to 0.55 (−9.0); Logins a week went from 20 to 4 (−4.1). ' +
        'What people said: Net promoter score went from not known to 30 (+0.9).',
    );
  });

  it('gives the evidence of a flag that is raised, and tells of one that is gone', () => {
    const findings = [{ flag: 'masked-risk', because: 'The numbers look healthy while nobody answers.' }];
    expect(
      told({ lines: [], flagsAdded: ['masked-risk'], flagsRemoved: ['fading'], findings, score: 73.4 }),
    ).toBe(
      '10 Mar 2026: Acme stays at 73.4 and is now watch (was healthy). ' +
        'Now masked-risk: The numbers look healthy while nobody answers. No longer fading.',
    );
  });

  it('quotes who set a score by hand, and does not blame the customer for a new scorecard', () => {
    const by = (kind: 'override' | 'config' | 'time') => [{ ...change.lines[1]!, kind }];
    expect(told({ lines: by('override'), overrideAuthor: 'kim', overrideNote: 'new CFO' })).toContain(
      'Set by hand by kim: “new CFO”.',
    );
    expect(told({ lines: by('override') })).toContain('What was set by hand is over.');
    expect(told({ lines: by('config') })).toContain('The scorecard changed, not the customer: ');
    expect(told({ lines: by('time') })).toContain('Nothing new came, and time went by: ');
  });

  it('starts where the account starts', () => {
    expect(told({ trigger: 'initial', previousScore: null, previousBand: null })).toBe(
      '10 Mar 2026: Acme starts at 61.2, watch.',
    );
    expect(told({ score: null, lines: [] })).toContain('too little is known of Acme for a score');
  });
});

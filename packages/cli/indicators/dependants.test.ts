import { INDICATORS, indicatorById, readPlaybook, readScorecard } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dependantsOf } from './dependants.ts';
import { lineageTarget } from './lineage-target.ts';

const card = readScorecard(
  {
    id: 'small',
    title: 'Small',
    groups: [{ id: 'people', weight: 1, indicators: [{ id: 'nps', weight: 2 }, { id: 'champion-change' }] }],
    caps: [{ when: { indicator: 'champion-change', above: 0 }, atMost: 55 }],
    floors: [{ when: { indicator: 'mrr', above: 9000 }, atLeast: 30 }],
    watch: [{ indicator: 'csat', below: 60 }],
  },
  INDICATORS,
);
const playbook = readPlaybook(
  'id: nps-fell\ntitle: NPS fell\nwhen: [{ indicatorFell: nps }]\ndo: [{ log: it fell }]',
  parse,
);
if (card.kind !== 'scorecard' || playbook.kind !== 'playbook') throw new TypeError('not valid');

const derived = {
  ...indicatorById('nps')!,
  ...{ id: 'nps-again', source: undefined, from: ['nps'], profile: ['segment'] as const },
  derive: () => ({ value: null, reason: 'never' as const }),
};
const { source: _, ...again } = derived;
const world = {
  indicators: [...INDICATORS, again],
  scorecards: [card.scorecard],
  playbooks: [playbook.playbook],
};
const of = (text: string) => dependantsOf(lineageTarget(text, world.indicators, world.scorecards), world);

describe('what depends', () => {
  it('on a field are the sources, indicators, scorecards and playbooks it reaches', () => {
    expect(of('signals.survey.scaleMax')).toMatchObject({
      sources: ['surveys'],
      measured: expect.arrayContaining(['nps', 'csat']),
      derived: expect.arrayContaining(['nps-again']),
      scorecards: [
        {
          scorecard: 'small',
          indicator: 'nps',
          uses: ['in people, weight 2 of a group of 1', 'decides on the flag masked-risk'],
        },
        { scorecard: 'small', indicator: 'csat', uses: ['is watched: speaks when below 60'] },
      ],
      playbooks: ['nps-fell'],
    });
  });

  it('on a field that an indicator only joins through the account is that indicator', () => {
    expect(of('account.segment')).toMatchObject({
      derived: expect.arrayContaining(['nps-again']),
      account: ['segment'],
    });
  });

  it('on an indicator is it, and what follows from it', () => {
    expect(of('nps')).toMatchObject({
      measured: ['nps'],
      derived: expect.arrayContaining(['nps-again']),
      sources: ['surveys', 'accounts'],
    });
  });

  it('on what a cap or a floor reads is the scorecard', () => {
    const uses = (text: string) => of(text).scorecards.flatMap((line) => line.uses);
    expect(uses('champion-change')).toContain('caps the score at 55 when above 0');
    expect(uses('mrr')).toEqual(['lifts the score to 30 when above 9000']);
  });

  it('on a field is what it tells of all accounts together, though no indicator reads it', () => {
    expect(of('subscription.reason')).toMatchObject({ sources: [], fleet: ['rising/leaving-reason'] });
    expect(of('subscription.mrr').fleet).toEqual(expect.arrayContaining(['nrr', 'churn-rate', 'rising']));
    expect(of('nrr')).toMatchObject({ sources: [], measured: [], fleet: [] });
  });

  it('on a topic is everything that reads it, and what it says of the account', () => {
    expect(of('subscription')).toMatchObject({
      sources: ['subscriptions'],
      account: expect.arrayContaining(['mrr', 'renewalAt']),
    });
  });

  it('is, of a scorecard, what it depends on itself', () => {
    expect(of('small').measured).toEqual(
      INDICATORS.map(({ id }) => id).filter((id) => ['nps', 'csat', 'champion-change', 'mrr'].includes(id)),
    );
  });

  it('on what there is not is an error that suggests what there is', () => {
    expect(() => of('survey.scor')).toThrow(
      expect.objectContaining({ exitCode: 2, remedy: expect.stringContaining('survey.score') }),
    );
    expect(() => of('npss')).toThrow(expect.objectContaining({ remedy: expect.stringContaining('nps') }));
  });
});

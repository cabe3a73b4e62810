import type { DerivedIndicator, Item } from '../definition.ts';
import { TREND_DAYS } from '../sources/surveys.ts';
import { type Answers, type Stratum, strataOf } from './answer-counts.ts';
import { wilsonInterval } from './wilson.ts';

const VOICES = ['nps', 'csat', 'ces', 'unsolicited-feedback'];

export const feedbackChannels: DerivedIndicator = {
  id: 'feedback-channels',
  title: 'Channels they speak through',
  question: 'Through how many channels do we hear them, and do these say the same?',
  group: 'voice',
  kind: 'lagging',
  lens: 'human',
  unit: 'count',
  direction: 'higher-is-healthier',
  windowDays: 2 * TREND_DAYS,
  historyDaysMin: 0,
  from: VOICES,
  facets: ['answerCounts'],
  derive: ({ reading, facet }) => {
    if (VOICES.every((id) => reading(id).reason === 'never')) return { value: null, reason: 'never' };
    return { value: byChannel(facet('answerCounts')).size, reason: null };
  },
  worries: false,
  health: [
    [0, 0],
    [1, 55],
    [2, 80],
    [4, 100],
  ],
  formula:
    'Distinct channels of the answers to NPS, CSAT and CES and of unsolicited feedback in the last 180 whole days. Behind it ' +
    'each channel’s own numbers, over all its answers, with how many they rest on and the Wilson interval at 95 % of the ' +
    'satisfied share (NPS 9 or 10, CSAT 4 or 5, CES 5 to 7): few answers are shown to prove little. ' +
    'Source: own definition; the interval is Wilson’s (1927).',
  nextStep: 'You hear them in one way only, or not at all: ask somewhere else too.',
  team: 'cs',
  items: {
    from: [],
    facets: ['answerCounts'],
    list: ({ facet }) =>
      [...byChannel(facet('answerCounts'))].map(([item, strata]) => channelItem(item, strata)),
  },
};

function byChannel(facet: unknown): Map<string, Stratum[]> {
  const strata = strataOf(facet).sort((a, b) => (a.channel < b.channel ? -1 : a.channel > b.channel ? 1 : 0));
  return Map.groupBy(strata, ({ channel }) => channel);
}

function channelItem(item: string, strata: readonly Stratum[]): Item {
  const said = strata.map(({ scale, recent, earlier }) => ({ scale, answers: together(recent, earlier) }));
  return {
    item,
    because: said.map(({ scale, answers }) => inWords(scale, answers)).join('; '),
    amount: said.reduce((sum, { answers }) => sum + answers.all, 0),
  };
}

function together(a: Answers, b: Answers): Answers {
  return {
    all: a.all + b.all,
    satisfied: a.satisfied + b.satisfied,
    dissatisfied: a.dissatisfied + b.dissatisfied,
  };
}

function inWords(scale: Stratum['scale'], { all, satisfied, dissatisfied }: Answers): string {
  if (scale === 'feedback') return `unsolicited feedback: ${all}`;
  const [low, high] = wilsonInterval(satisfied, all).map((share) => Math.round(100 * share));
  const net = scale === 'nps' ? `${Math.round((100 * (satisfied - dissatisfied)) / all)}, ` : '';
  const share = `${Math.round((100 * satisfied) / all)} % satisfied`;
  return `${scale.toUpperCase()}: ${net}${share} of ${all} (${low} to ${high} %)`;
}

import type { Indicator } from '../definition.ts';
import { unless, windowSum } from '../sql/window.ts';

const WINDOW_DAYS = 90;
const toned = windowSum('tone_known', WINDOW_DAYS);

/** What a person stated about the tone goes before what a machine reads in their note. */
export const interactionTone: Indicator = {
  id: 'interaction-tone',
  title: 'Tone of interactions',
  question: 'How do our conversations with them feel?',
  group: 'relationship',
  kind: 'leading',
  lens: 'human',
  unit: 'ratio',
  direction: 'higher-is-healthier',
  source: 'interactions',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless(`${toned} = 0`, `${windowSum('tone_milli', WINDOW_DAYS)} / ${toned} / 1000`),
  reason: `if({{sum(tone_known)}} = 0, 'never', 'silent')`,
  health: [
    [-0.8, 0],
    [-0.3, 25],
    [0, 50],
    [0.5, 85],
    [1, 100],
  ],
  formula:
    'Mean tone, −1 to 1, of the interactions of the last 90 days as last reported: positive 1, neutral 0, negative −1 ' +
    'where one of these was stated, else the sentiment of the note, if it is in a language that is read (English). ' +
    'Source: own definition.',
  nextStep:
    'Conversations have turned sour: ask the people who were there what changed, and who should call.',
  team: 'cs',
};

import type { MeasuredIndicator } from '../definition.ts';
import { unless, windowSum } from '../sql/window.ts';

type Csat = Pick<MeasuredIndicator, 'id' | 'title' | 'question' | 'formula' | 'nextStep' | 'team'> & {
  /** Columns of the source `surveys`, 0 or 1: an answer that counts, and one in the top two boxes. */
  readonly answer: string;
  readonly topTwo: string;
  readonly windowDays: number;
};

/** Customer satisfaction over the answers a column counts: the share of 4 and 5 on 1 to 5. */
export function csatIndicator({ answer, topTwo, ...facts }: Csat): MeasuredIndicator {
  const answers = windowSum(answer, facts.windowDays);
  return {
    ...facts,
    group: 'voice',
    kind: 'lagging',
    lens: 'human',
    unit: 'percent',
    direction: 'higher-is-healthier',
    source: 'surveys',
    historyDaysMin: 0,
    value: unless(`${answers} = 0`, `100 * ${windowSum(topTwo, facts.windowDays)} / ${answers}`),
    reason: `if({{sum(${answer})}} = 0, 'never', 'silent')`,
    health: [
      [0, 0],
      [50, 25],
      [70, 50],
      [85, 80],
      [95, 100],
    ],
  };
}

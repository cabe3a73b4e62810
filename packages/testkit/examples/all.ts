import { adoptionExamples } from './adoption.ts';
import type { Example } from './example.ts';
import { goalExamples } from './goals.ts';
import { moneyExamples } from './money.ts';
import { openTextExamples } from './open-text.ts';
import { peopleAndMoneyExamples } from './people-and-money.ts';
import { relationshipExamples } from './relationship.ts';
import { supportExamples } from './support.ts';
import { usageExamples } from './usage.ts';
import { voiceExamples } from './voice.ts';
import { voiceAndSupportExamples } from './voice-and-support.ts';

/** Cases worked out by hand, which the oracles and ClickHouse both have to get right. */
export const EXAMPLES: readonly Example[] = [
  ...usageExamples,
  ...supportExamples,
  ...adoptionExamples,
  ...voiceAndSupportExamples,
  ...voiceExamples,
  ...openTextExamples,
  ...peopleAndMoneyExamples,
  ...moneyExamples,
  ...goalExamples,
  ...relationshipExamples,
];

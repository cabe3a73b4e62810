import type { MeasuredIndicator } from '../definition.ts';

const WEEKS_MIN = 8;
const WEEKS_MAX = 12;
const DAYS_PER_WEEK = 7;

/** Whole weeks that end yesterday, so that a day that has hardly begun does not look like a day off. */
const weeks = `least(${WEEKS_MAX}, intDiv({{maxIf(back, person_logins > 0)}}, ${DAYS_PER_WEEK}))`;
/** Days on which a person logged in, counted back. */
const loginDays = `{{groupArrayIf(back, person_logins > 0 AND back > 0 AND back <= ${DAYS_PER_WEEK * WEEKS_MAX})}}`;
const daysOfWeek = `arrayMap(week -> arrayCount(b -> intDiv(b - 1, ${DAYS_PER_WEEK}) = week, ${loginDays}), range(${weeks}))`;

/**
 * σ/μ = √(n·Σx² − (Σx)²) / Σx: from whole numbers, so that equal weeks give exactly 1. People only: an integration that logs
 * in every night would show a habit nobody has.
 */
export const loginConsistency: MeasuredIndicator = {
  id: 'login-consistency',
  title: 'Login consistency',
  question: 'Is the product part of their week, every week?',
  group: 'usage',
  kind: 'leading',
  lens: 'data',
  unit: 'ratio',
  direction: 'higher-is-healthier',
  source: 'days',
  windowDays: DAYS_PER_WEEK * WEEKS_MAX,
  historyDaysMin: DAYS_PER_WEEK * WEEKS_MIN,
  value: `if(${weeks} < ${WEEKS_MIN}, NULL, arrayMap(d -> if(arraySum(d) = 0, 0, arraySum(d) / (arraySum(d) +
    sqrt(length(d) * arraySum(x -> x * x, d) - arraySum(d) * arraySum(d)))), [${daysOfWeek}])[1])`,
  reason: `if({{sum(person_logins)}} = 0, 'never', 'too-little-history')`,
  health: [
    [0, 0],
    [0.4, 30],
    [0.6, 60],
    [0.8, 90],
    [1, 100],
  ],
  formula:
    '1 ÷ (1 + σ/μ) of the days a week on which a person logged in, over the 8 to 12 whole weeks up to yesterday since the ' +
    'first such login, weeks without one as zero; 1 is the same every week, 0 is silence throughout. ' +
    'Source: the coefficient of variation, turned into a share.',
  nextStep: 'They come in bursts: find the weekly task that it should be part of.',
  team: 'cs',
};

import type { IndicatorSource } from '../source.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';

const FIELDS = {
  name: 'name',
  lifecycleStage: 'lifecycle_stage',
  csmId: 'csm_id',
  csmName: 'csm_name',
  csmEmail: 'csm_email',
} as const;
const nullable = (column: string) => `toNullable(toString(${column}))`;
const profile = Object.values(FIELDS).map(nullable);
const facts = factsAsOf('accounts', [
  `(${profile.join(', ')}) AS profile`,
  // Apart from the rest: indicators read it, and come from no other field then.
  `tuple(${nullable('segment')}) AS its_segment`,
  '(toNullable(toString(touch_model)), toUnixTimestamp64Milli(onboarding_started_at)) AS beginning',
  `ifNull(toString(csm_id), '') AS csm`,
  'tuple(provisioned_users) AS provisioned',
]);

const CSMS_MAX = 100;
/** Facts that name a manager, in order. */
const named = "{{arraySort(groupArrayIf((occurred_at, event_id, csm), csm != ''))}}";

/**
 * One row an account fact; what was last said about the account holds as a whole. The facet `csmsSince` holds since when
 * the first manager named, and each other one after that, was the account's: milliseconds, in order.
 */
export const accounts: IndicatorSource = {
  id: 'accounts',
  reads: {
    'signals.account': [
      ...Object.keys(FIELDS),
      'segment',
      'touchModel',
      'onboardingStartedAt',
      'provisionedUsers',
    ],
  },
  details: [
    ...Object.keys(FIELDS).map((id, n) => ({
      id,
      use: 'account' as const,
      value: `{{argMax(profile, ${STATE_ORDER})}}.${n + 1}`,
    })),
    { id: 'segment', use: 'account', value: `{{argMax(its_segment, ${STATE_ORDER})}}.1` },
    { id: 'onboarding', use: 'facet', value: `toJSONString({{argMax(beginning, ${STATE_ORDER})}})` },
    {
      id: 'csmsSince',
      use: 'facet',
      value: `toJSONString(arraySlice(arrayMap(said -> toUnixTimestamp64Milli(said.1), arrayFilter(
  (said, n) -> n = 1 OR said.3 != ${named}[n - 1].3, ${named}, arrayEnumerate(${named}))), -${CSMS_MAX}))`,
    },
    {
      id: 'provisionedUsers',
      use: 'list',
      value: `toString({{argMax(provisioned, ${STATE_ORDER})}}.1)`,
    },
  ],
  rows: facts,
};

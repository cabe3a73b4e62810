import type { IndicatorSource } from '../source.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';

const FIELDS = ['name', 'segment', 'lifecycle_stage', 'csm_id', 'csm_name', 'csm_email'] as const;

/** One row an account: what was last said about it, as a whole. */
export const accounts: IndicatorSource = {
  id: 'accounts',
  topics: ['signals.account'],
  details: [
    { id: 'name', value: 'max(profile.1)' },
    { id: 'segment', value: 'max(profile.2)' },
    { id: 'lifecycleStage', value: 'max(profile.3)' },
    { id: 'csmId', value: 'max(profile.4)' },
    { id: 'csmName', value: 'max(profile.5)' },
    { id: 'csmEmail', value: 'max(profile.6)' },
  ],
  rows: `SELECT i, as_of, argMax((${FIELDS.map((f) => `toNullable(toString(${f}))`).join(', ')}), ${STATE_ORDER}) AS profile
FROM (${factsAsOf('accounts', 'signals.account', FIELDS)})
GROUP BY i, as_of`,
};

import type { IndicatorSource } from '../source.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';

const FIELDS = {
  name: 'name',
  segment: 'segment',
  lifecycleStage: 'lifecycle_stage',
  csmId: 'csm_id',
  csmName: 'csm_name',
  csmEmail: 'csm_email',
} as const;
const profile = Object.values(FIELDS).map((column) => `toNullable(toString(${column}))`);
const facts = factsAsOf('accounts', [`(${profile.join(', ')}) AS profile`]);

/** One row an account fact; what was last said about the account holds as a whole. */
export const accounts: IndicatorSource = {
  id: 'accounts',
  topics: ['signals.account'],
  details: Object.keys(FIELDS).map((id, n) => ({
    id,
    use: 'account',
    value: `{{argMax(profile, ${STATE_ORDER})}}.${n + 1}`,
  })),
  rows: facts,
};

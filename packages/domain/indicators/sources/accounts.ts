import type { IndicatorSource } from '../source.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';
import { daysBack } from '../sql/window.ts';

const FIELDS = {
  name: 'name',
  segment: 'segment',
  lifecycleStage: 'lifecycle_stage',
  csmId: 'csm_id',
  csmName: 'csm_name',
  csmEmail: 'csm_email',
} as const;
const profile = Object.values(FIELDS).map((column) => `toNullable(toString(${column}))`);
const facts = factsAsOf('accounts', [
  `(${profile.join(', ')}) AS profile`,
  `ifNull(toString(csm_id), '') AS csm`,
]);

/** One row an account fact, `csm_back` days ago; what was last said about the account holds as a whole. */
export const accounts: IndicatorSource = {
  id: 'accounts',
  reads: { 'signals.account': Object.keys(FIELDS) },
  details: Object.keys(FIELDS).map((id, n) => ({
    id,
    use: 'account',
    value: `{{argMax(profile, ${STATE_ORDER})}}.${n + 1}`,
  })),
  rows: `SELECT *, ${daysBack('occurred_at')} AS csm_back FROM (${facts})`,
};

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeOf } from '@bellwether/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../stack/project.ts';
import { signalCheck } from './check-signal.ts';
import { type ImportCounts, importRows, type Reject } from './import-rows.ts';
import { loadMapping } from './load-mapping.ts';
import { loadLookups } from './lookups.ts';
import { createTransform, type ImportedSignal } from './transform.ts';

/** The dataset where it lies beside the repository; else rows of our own in its form, oddities included. */
const BESIDE = join(PROJECT_ROOT, '..', 'shared', 'data', 'ravenstack');
const SAMPLE: Readonly<Record<string, string>> = {
  accounts: `account_id,account_name,industry,country,signup_date,referral_source,plan_tier,seats,is_trial,churn_flag
A-1,Company_0,EdTech,US,16-10-2024,partner,Basic,9,FALSE,FALSE
A-2,Company_1,FinTech,IN,17-08-2023,other,Pro,18,TRUE,TRUE`,
  subscriptions: `subscription_id,account_id,start_date,end_date,plan_tier,seats,mrr_amount,arr_amount,is_trial,upgrade_flag,downgrade_flag,churn_flag,billing_frequency,auto_renew_flag
S-1,A-1,23-12-2023,23-12-2023,Basic,14,2786,33432,FALSE,FALSE,FALSE,TRUE,monthly,TRUE
S-2,A-2,11-06-2024,,Pro,17,0,0,TRUE,FALSE,FALSE,FALSE,annual,FALSE`,
  churn_events: `churn_event_id,account_id,churn_date,reason_code,refund_amount_usd,preceding_upgrade_flag,preceding_downgrade_flag,is_reactivation,feedback_text
C-1,A-1,27-10-2024,pricing,4.03,FALSE,FALSE,FALSE,too expensive
C-2,A-2,25-06-2024,unknown,0,TRUE,FALSE,TRUE,`,
  feature_usage: `usage_id,subscription_id,usage_date,feature_name,usage_count,usage_duration_secs,error_count,is_beta_feature
U-1,S-1,27-07-2023,feature_20,9,5004,0,FALSE
U-1,S-2,07-08-2023,feature_5,9,369,2,FALSE
U-2,S-2,01-08-2023,feature_25,0,0,0,TRUE`,
  support_tickets: `ticket_id,account_id,submitted_at,closed_at,resolution_time_hours,priority,first_response_time_minutes,satisfaction_score,escalation_flag
T-1,A-1,27-07-2023,28-07-2023 03:00,27,medium,74,,FALSE
T-2,A-2,31-12-2024,31-12-2024 19:00,19,urgent,93,4,TRUE`,
};

describe('the RavenStack mapping', () => {
  let folder = BESIDE;
  let counts: ImportCounts;
  const rejects: Reject[] = [];
  const sent: ImportedSignal[] = [];
  const lines = (name: string) =>
    readFileSync(join(folder, `ravenstack_${name}.csv`), 'utf8')
      .trimEnd()
      .split('\n').length - 1;

  beforeAll(async () => {
    if (!existsSync(BESIDE)) {
      folder = mkdtempSync(join(tmpdir(), 'bellwether-ravenstack-'));
      for (const [name, csv] of Object.entries(SAMPLE))
        writeFileSync(join(folder, `ravenstack_${name}.csv`), `${csv}\n`);
    }
    const mapping = loadMapping(join(PROJECT_ROOT, 'config', 'mappings', 'ravenstack.yaml'));
    const lookups = await loadLookups(mapping, folder);
    const check = signalCheck({ asOf: closeOf('2024-12-31'), now: closeOf('2026-01-01') });
    counts = await importRows({
      mapping,
      folder,
      transform: createTransform({ mapping, tenantId: 'ravenstack', receivedAt: 1, lookups, check }),
      send: async (signals) => void sent.push(...signals),
      reject: (reject) => rejects.push(reject),
    });
  }, 60_000);
  afterAll(() => {
    if (folder !== BESIDE) rmSync(folder, { recursive: true });
  });

  it('brings every row of every file', () => {
    const rows = Object.keys(SAMPLE).reduce((sum, name) => sum + lines(name), 0);
    expect(rejects).toEqual([]);
    expect(counts).toMatchObject({ read: rows, accepted: rows, rejected: 0 });
  });

  it('makes a fact of its own of every use, though ids repeat and some uses count 0', () => {
    expect(counts.distinct['signals.feature-use']).toBe(lines('feature_usage'));
    const ids = sent
      .filter(({ topic }) => topic === 'signals.feature-use')
      .map(({ signal }) => signal.eventId);
    expect(new Set(ids).size).toBe(lines('feature_usage'));
  });

  it('opens and resolves every ticket, and answers it in between or, where the rows contradict each other, after', () => {
    const changes = Map.groupBy(
      sent.filter(({ topic }) => topic === 'signals.ticket'),
      ({ signal }) => String(signal.change),
    );
    expect(changes.get('opened')).toHaveLength(lines('support_tickets'));
    expect(changes.get('resolved')).toHaveLength(lines('support_tickets'));
    expect(changes.get('escalated')?.length).toBeGreaterThan(0);
  });

  it('ends a subscription after it began, on whatever day', () => {
    const ends = sent.filter(({ signal }) => signal.termEndsAt != null);
    expect(ends.length).toBeGreaterThan(0);
    for (const { signal } of ends) expect(signal.occurredAt).toBeGreaterThan(signal.termStartsAt as number);
  });

  it('keeps reasons for leaving, trials and answers after tickets', () => {
    const reasons = sent.filter(({ signal }) => signal.change === 'churned' && signal.reason != null);
    expect(reasons).toHaveLength(lines('churn_events'));
    expect(sent.some(({ signal }) => signal.trial === true && signal.mrr === 0)).toBe(true);
    expect(sent.some(({ signal }) => signal.kind === 'csat' && signal.occasion === 'after-ticket')).toBe(
      true,
    );
  });
});

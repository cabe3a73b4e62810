import { fileURLToPath } from 'node:url';
import { matches, type PlaybookEvent } from '@bellwether/domain';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { loadPlaybooks } from '../../services/playbooks/steps/load-playbooks.ts';
import { companyHistory, randomFrom, shuffled } from '../support/company.ts';
import { drained } from '../support/drained.ts';
import { type Pipeline, startPipeline } from '../support/pipeline.ts';
import { changesOf } from '../support/score-changes.ts';

const LAST_DAY = '2026-03-31';
const KILLED = ['indicators', 'scorer', 'history', 'playbooks'] as const;

/** Everything a reader can ask of a tenant; nothing that names the run, like offsets or numbers of records. */
const STATE = {
  facts: (tenant: string) => {
    const tables = ['assessments', 'feature_uses', 'logins', 'tickets'].map(
      (table) =>
        `SELECT '${table}' AS what, count() AS n, sum(cityHash64(event_id, occurred_at)) AS h FROM ${table}_distinct WHERE tenant_id = '${tenant}'`,
    );
    return `SELECT * FROM (${tables.join(' UNION ALL ')}) ORDER BY what`;
  },
  buckets: (tenant: string) =>
    `SELECT account_id, topic, day, facts, received_sum FROM account_days FINAL WHERE tenant_id = '${tenant}' ORDER BY account_id, topic, day`,
  indicators: (tenant: string) =>
    `SELECT account_id, day, indicator, value, reason FROM indicator_daily WHERE tenant_id = '${tenant}' ORDER BY account_id, day, indicator`,
  closes: (tenant: string) =>
    `SELECT * EXCEPT (tenant_id) FROM health_daily WHERE tenant_id = '${tenant}' ORDER BY account_id, day`,
  scores: (tenant: string) =>
    `SELECT account_id, as_of, score_tenths, data_tenths, human_tenths, band, flags, coverage_percent, contributions FROM scores FINAL WHERE tenant_id = '${tenant}' ORDER BY account_id`,
};

describe('a stream that is shuffled, repeated and corrected, while every service is killed', () => {
  const run = Date.now().toString(36);
  const history = companyHistory({
    accounts: 40,
    signalsPerAccount: 60,
    lastDay: LAST_DAY,
    days: 100,
    seed: 11,
  });
  /** Received later, so they are what counts, whichever copy is read first. */
  const corrections = history
    .filter(({ topic }, n) => topic === 'signals.login' && n % 3 === 0)
    .map((signal) => ({ ...signal, receivedAt: signal.occurredAt + 60_000, userId: 'corrected' }));
  const storm = `storm-${run}`;
  const calm = `calm-${run}`;
  let pipeline: Pipeline;
  let changes: Awaited<ReturnType<typeof changesOf>>;
  beforeAll(async () => {
    pipeline = await startPipeline(inject('stack'), [...KILLED]);
    changes = await changesOf(pipeline, { tenantId: storm });
    await pipeline.freeze(storm, LAST_DAY);
    await pipeline.freeze(calm, LAST_DAY);

    const random = randomFrom(23);
    const repeated = history.filter(() => random() < 0.3);
    const sent = shuffled([...history, ...corrections, ...repeated], random);
    const share = Math.ceil(sent.length / (2 * KILLED.length));
    for (let round = 0; round < 2 * KILLED.length; round++) {
      await pipeline.write(storm, sent.slice(round * share, (round + 1) * share));
      const name = KILLED[round % KILLED.length]!;
      await pipeline.services.get(name)!.kill();
      await pipeline.start(name);
    }
    await drained(pipeline);
    await pipeline.write(
      calm,
      [...history, ...corrections].sort((a, b) => a.occurredAt - b.occurredAt),
    );
    await drained(pipeline);
  });
  afterAll(async () => {
    await changes?.close();
    await pipeline?.stop();
  });

  it.each(Object.entries(STATE))(
    'shuffled, repeated and killed: %s end as in a run that nothing disturbed',
    async (_, sql) => {
      const undisturbed = await pipeline.rows(sql(calm));
      expect(undisturbed.length).toBeGreaterThan(0);
      expect(await pipeline.rows(sql(storm))).toEqual(undisturbed);
    },
  );

  it('stores every distinct signal once', async () => {
    const [total] = await pipeline.rows<{ n: number }>(
      `SELECT sum(facts) AS n FROM account_days FINAL WHERE tenant_id = '${storm}'`,
    );
    expect(total!.n).toBe(history.length);
  });

  it('announces every change once and without a gap', () => {
    const sequences = Map.groupBy(changes.all, (change) => change.accountId);
    expect(sequences.size).toBe(40);
    for (const [, list] of sequences) {
      expect(list.map((change) => change.sequence)).toEqual(list.map((_, i) => i + 1));
    }
    expect(new Set(changes.all.map((change) => change.eventId)).size).toBe(changes.all.length);
  });

  it('lands every announced change, and records one run of every playbook that is due', async () => {
    const where = `tenant_id = '${storm}'`;
    const landed = await pipeline.rows<{ id: string }>(
      `SELECT event_id AS id FROM score_changes FINAL WHERE ${where} ORDER BY id`,
    );
    expect(landed.map(({ id }) => id)).toEqual(changes.all.map((change) => change.eventId).sort());

    const shipped = loadPlaybooks(fileURLToPath(new URL('../../config/playbooks', import.meta.url)), {});
    const due = changes.all.filter((change) =>
      shipped.some((playbook) => matches(playbook, change as unknown as PlaybookEvent).kind === 'matched'),
    );
    expect(due.length).toBeGreaterThan(0);
    const runs = await pipeline.rows<{ id: string }>(
      `SELECT event_id AS id FROM playbook_runs FINAL WHERE ${where} AND status = 'done' ORDER BY id`,
    );
    expect(runs.map(({ id }) => id)).toEqual(due.map((change) => change.eventId).sort());
  });
});

import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { companyHistory } from '../support/company.ts';
import { type Pipeline, startPipeline } from '../support/pipeline.ts';

const LAST_DAY = '2026-03-31';

describe('values that cannot be processed', () => {
  const tenant = `poison-${Date.now().toString(36)}`;
  const key = `${tenant}/account-0`;
  const history = companyHistory({
    accounts: 1,
    signalsPerAccount: 20,
    lastDay: LAST_DAY,
    days: 30,
    seed: 5,
  });
  let pipeline: Pipeline;
  beforeAll(async () => {
    pipeline = await startPipeline(inject('stack'), ['indicators', 'history']);
    await pipeline.freeze(tenant, LAST_DAY);
    const login = history.find((signal) => signal.topic === 'signals.login')!;
    const good = pipeline.codec.encode('signals.login', {
      tenantId: tenant,
      source: 'test',
      ...login,
      topic: undefined,
    });
    const tooOld = { ...login, eventId: 'too-old', occurredAt: Date.parse('2019-01-01') };
    const negative = pipeline.codec.encode('signals.feature-use', {
      eventId: 'negative',
      tenantId: tenant,
      accountId: 'account-0',
      occurredAt: Date.parse(`${LAST_DAY}T12:00:00Z`),
      receivedAt: Date.parse(`${LAST_DAY}T12:00:00Z`),
      source: 'test',
      feature: 'export',
      count: -5,
    });
    const writer = await pipeline.log.writer();
    await pipeline.write(tenant, history.slice(0, 10));
    await writer.write([
      { topic: 'signals.login', key, value: null },
      { topic: 'signals.login', key, value: Buffer.from('not avro at all') },
      { topic: 'signals.login', key, value: Buffer.concat([good, good]) },
      { topic: 'signals.login', key, value: good.subarray(0, good.length - 3) },
      { topic: 'signals.login', key: `${tenant}/somebody-else`, value: good },
      { topic: 'signals.feature-use', key, value: negative },
    ]);
    await pipeline.write(tenant, [tooOld, ...history.slice(10)]);
    await writer.close();
  });
  afterAll(() => pipeline?.stop());

  it('are dead-lettered with their reason, and their neighbours land', async () => {
    const reasons = await vi.waitFor(
      async () => {
        const rows = await pipeline.rows<{ reason: string }>(
          `SELECT reason FROM dead_letters FINAL WHERE key LIKE '${tenant}/%' ORDER BY reason`,
        );
        expect(rows).toHaveLength(7);
        return rows.map((row) => row.reason);
      },
      { timeout: 30_000, interval: 100 },
    );
    expect(new Set(reasons).size).toBeGreaterThan(4);
    expect(reasons).toContain('invalid-number');
    const [stored] = await pipeline.rows<{ n: number }>(
      `SELECT sum(facts) AS n FROM account_days FINAL WHERE tenant_id = '${tenant}'`,
    );
    expect(stored!.n).toBe(history.length);
    const [uses] = await pipeline.rows<{ n: string }>(
      `SELECT toString(max(uses)) AS n FROM account_days FINAL WHERE tenant_id = '${tenant}'`,
    );
    expect(Number(uses!.n)).toBeLessThan(1_000);
  });
});

import { addDays, DAY_MS, startOfDay } from '@bellwether/domain';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { drained } from '../support/drained.ts';
import { type Pipeline, startPipeline, type TestSignal } from '../support/pipeline.ts';

const LAST_DAY = '2026-03-31';

/** Time is moved by the tenant's as-of, the one clock a frozen tenant has; not one signal is sent meanwhile. */
describe('an account that falls silent', () => {
  const tenant = `silence-${Date.now().toString(36)}`;
  let pipeline: Pipeline;
  beforeAll(async () => {
    pipeline = await startPipeline(inject('stack'), ['indicators', 'scorer', 'history', 'playbooks']);
    await pipeline.freeze(tenant, LAST_DAY);
    const signals: TestSignal[] = [];
    for (let day = 0; day < 120; day++) {
      for (const userId of ['ann', 'ben', 'cleo']) {
        const occurredAt = startOfDay(addDays(LAST_DAY, -day)) + DAY_MS / 2;
        const common = { accountId: 'quiet', occurredAt };
        signals.push({
          topic: 'signals.login',
          ...common,
          eventId: `l-${day}-${userId}`,
          kind: 'login',
          userId,
        });
        signals.push({
          topic: 'signals.feature-use',
          ...common,
          eventId: `f-${day}-${userId}`,
          feature: `f${day % 9}`,
          count: 3,
          userId,
        });
      }
    }
    await pipeline.write(tenant, signals);
    await drained(pipeline);
  });
  afterAll(() => pipeline?.stop());

  it('scores lower as the days pass, and says that time did it', async () => {
    const score = async () => {
      const rows = await pipeline.rows<{ score: number; as_of: string }>(
        `SELECT score, toString(toDate(as_of)) AS as_of FROM accounts_now WHERE tenant_id = '${tenant}'`,
      );
      return rows[0];
    };
    const changes = async () => {
      const rows = await pipeline.rows<{ change_kind: string }>(
        `SELECT change_kind FROM health_changes WHERE tenant_id = '${tenant}' ORDER BY sequence`,
      );
      return rows.map((row) => row.change_kind);
    };
    const busy = await vi.waitFor(
      async () => {
        const now = await score();
        expect(now?.score).toBeGreaterThan(60);
        return now!;
      },
      { timeout: 30_000, interval: 100 },
    );
    const spoken = await changes();
    await pipeline.freeze(tenant, addDays(LAST_DAY, 20));
    const silent = await vi.waitFor(
      async () => {
        const now = await score();
        expect(now?.as_of).toBe(addDays(LAST_DAY, 20));
        return now!;
      },
      { timeout: 30_000, interval: 100 },
    );
    expect(silent.score).toBeLessThan(busy.score - 20);
    // Scores and changes are tables of their own: a score may be readable before the change it belongs to.
    await vi.waitFor(
      async () => expect(new Set((await changes()).slice(spoken.length))).toEqual(new Set(['time'])),
      { timeout: 30_000, interval: 100 },
    );
  });
});

import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type Pipeline, startPipeline } from '../support/pipeline.ts';
import { changesOf } from '../support/score-changes.ts';

/** The README's walk of one event, from the request that carries it to the playbook it sets off. */
describe('one event, followed from the gateway to a playbook', () => {
  const account = { tenantId: 'gateway-tests', accountId: `acme-${Date.now()}` };
  const where = `tenant_id = '${account.tenantId}' AND account_id = '${account.accountId}'`;
  let pipeline: Pipeline;
  let changes: Awaited<ReturnType<typeof changesOf>>;
  beforeAll(async () => {
    pipeline = await startPipeline(inject('stack'));
    changes = await changesOf(pipeline, account);
  });
  afterAll(async () => {
    await changes?.close();
    await pipeline?.stop();
  });

  const post = async (body: unknown, key = pipeline.apiKey) => {
    const url = `http://127.0.0.1:${pipeline.services.get('gateway')!.port}/v1/signals`;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return {
      status: answer.status,
      body: (await answer.json()) as { results: { status: string; eventId?: string }[] },
    };
  };
  const assessment = (score: number) => ({
    type: 'assessment',
    accountId: account.accountId,
    occurredAt: new Date().toISOString(),
    source: 'csm',
    assessmentId: `sitting-${Date.now()}`,
    questionId: 'likelihood-to-renew',
    templateVersion: 'standard-1',
    change: 'answered',
    score,
    assessorId: 'dana',
    assessorRole: 'csm',
  });
  const until = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 30_000, interval: 50 });

  it('1. the gateway refuses a wrong key and acknowledges what the broker has', async () => {
    expect((await post(assessment(5), 'wrong')).status).toBe(401);
    const people = Array.from({ length: 24 }, (_, i) => `user-${i}`);
    const used = { accountId: account.accountId, occurredAt: new Date().toISOString(), source: 'app' };
    const answer = await post([
      assessment(5),
      ...people.map((userId) => ({ type: 'login', ...used, kind: 'login', userId })),
      ...people.map((userId) => ({ type: 'feature-use', ...used, feature: `f-${userId}`, count: 3, userId })),
    ]);
    expect(new Set(answer.body.results.map((r) => r.status))).toEqual(new Set(['accepted']));
    expect(answer.status).toBe(202);
  });

  it('2. the indicators service stores the fact and its bucket', async () => {
    await until(async () => {
      const facts = await pipeline.rows<{ n: number }>(
        `SELECT count() AS n FROM logins FINAL WHERE ${where}`,
      );
      expect(facts).toEqual([{ n: 24 }]);
    });
    await until(async () => {
      const buckets = await pipeline.rows(
        `SELECT topic, facts FROM account_days FINAL WHERE ${where} ORDER BY topic`,
      );
      expect(buckets).toEqual([
        { topic: 'signals.assessment', facts: 1 },
        { topic: 'signals.feature-use', facts: 24 },
        { topic: 'signals.login', facts: 24 },
      ]);
    });
  });

  it('3. the scorer says what the score is and what it is made of', async () => {
    const first = await until(() => {
      const newest = changes.all.at(-1);
      expect(newest?.scoreTenths).toBeTypeOf('number');
      return newest!;
    });
    const points = first.contributions.reduce((sum, line) => sum + line.tenths, 0);
    expect(points).toBe(first.scoreTenths);
  });

  it('4. a worse judgement is a change that names the event, the indicator and the playbook it set off', async () => {
    const before = changes.all.length;
    const sent = await post(assessment(1));
    const eventId = sent.body.results[0]!.eventId!;
    const change = await until(() => {
      const found = changes.all.slice(before).find((c) => c.causeIds.includes(eventId));
      expect(found).toBeDefined();
      return found!;
    });
    expect(change.triggers).toContain('judgement');
    const line = change.contributions.find((c) => c.id === 'likelihood-to-renew');
    expect(line?.deltaTenths).toBeLessThan(0);
    await until(async () => {
      const landed = await pipeline.rows(
        `SELECT sequence FROM score_changes FINAL WHERE event_id = '${change.eventId}'`,
      );
      expect(landed).toEqual([{ sequence: change.sequence }]);
    });
    expect(change.flagsAdded).toContain('masked-risk');
    await until(async () => {
      const runs = await pipeline.rows(
        `SELECT playbook_id, status FROM playbook_runs FINAL WHERE event_id = '${change.eventId}'`,
      );
      expect(runs).toEqual([{ playbook_id: 'tell-the-csm', status: 'done' }]);
    });
  });

  it('5. the same judgement again is announced again, and a retry of the same event is not', async () => {
    const again = assessment(1);
    const first = await post({ ...again, eventId: 'said-once' });
    expect(first.status).toBe(202);
    await until(() => expect(changes.all.at(-1)?.causeIds).toContain('said-once'));
    const count = changes.all.length;
    await post({ ...again, eventId: 'said-once' });
    const later = await post({ ...assessment(2), eventId: 'said-later' });
    expect(later.status).toBe(202);
    await until(() => expect(changes.all.at(-1)?.causeIds).toContain('said-later'));
    expect(changes.all.length).toBe(count + 1);
    expect(changes.all.map((c) => c.sequence)).toEqual(
      changes.all.map((_, i) => changes.all[0]!.sequence + i),
    );
  });

  it('6. every service drains and exits 0', async () => {
    for (const service of pipeline.services.values()) expect(await service.stop()).toBe(0);
  });
});

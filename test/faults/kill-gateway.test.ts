import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type Pipeline, startPipeline } from '../support/pipeline.ts';

const REQUESTS = 40;
const SIGNALS_PER_REQUEST = 50;
/** A quick machine may answer all of them before the first answer is heard. */
const WAVES_MAX = 20;

describe('a gateway that is killed while signals arrive', () => {
  const accountId = `killed-${Date.now().toString(36)}`;
  let pipeline: Pipeline;
  let cutOff = 0;
  beforeAll(async () => {
    pipeline = await startPipeline(inject('stack'), ['gateway', 'indicators']);
  });
  afterAll(() => pipeline?.stop());

  const send = async (request: number) => {
    const signals = Array.from({ length: SIGNALS_PER_REQUEST }, (_, i) => ({
      type: 'login',
      accountId,
      eventId: `${accountId}-${request}-${i}`,
      occurredAt: new Date().toISOString(),
      source: 'test',
      kind: 'login',
    }));
    const answer = await fetch(`http://127.0.0.1:${pipeline.services.get('gateway')!.port}/v1/signals`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${pipeline.apiKey}` },
      body: JSON.stringify({ signals }),
    }).catch((error: Error & { cause?: { code?: string } }) => {
      // Refused was never begun.
      if (error.cause?.code !== 'ECONNREFUSED') cutOff += 1;
      throw error;
    });
    if (answer.status !== 202) throw new Error(`answered ${answer.status}`);
  };

  it('has stored every signal once when senders repeat what was not acknowledged', async () => {
    let sent = 0;
    for (let wave = 0; cutOff === 0 && wave < WAVES_MAX; wave += 1) {
      const requests = Array.from({ length: REQUESTS }, (_, n) =>
        vi.waitFor(() => send(wave * REQUESTS + n), { timeout: 30_000, interval: 100 }),
      );
      sent += REQUESTS;
      await Promise.race(requests);
      await pipeline.services.get('gateway')!.kill();
      await pipeline.start('gateway');
      await Promise.all(requests);
    }
    expect(cutOff).toBeGreaterThan(0);
    await vi.waitFor(
      async () => {
        const stored = await pipeline.rows(
          `SELECT sum(facts) AS n FROM account_days FINAL WHERE account_id = '${accountId}'`,
        );
        expect(stored).toEqual([{ n: sent * SIGNALS_PER_REQUEST }]);
      },
      { timeout: 30_000, interval: 100 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { gateway, NOW } from '../given.ts';

describe('POST /v1/overrides', () => {
  const override = {
    change: 'set',
    accountId: 'acme',
    score: 35.5,
    note: 'the new CFO is looking around',
    author: 'kim',
    expiresAt: '2026-02-15',
  };
  const send = async (body: object) => {
    const { post, log, codec } = await gateway();
    const response = await post(body, { 'x-api-key': 'good' }, '/v1/overrides');
    const [record] = log.records('health.overrides');
    const written = record && codec.decode('health.overrides', record.value);
    return { status: response.statusCode, answer: response.json(), key: String(record?.key), written };
  };

  it('writes what a person says, in tenths, from now until it runs out', async () => {
    const { status, answer, key, written } = await send(override);
    expect([status, key]).toEqual([202, 'demo/acme']);
    expect(written).toMatchObject({
      kind: 'value',
      value: {
        eventId: answer.results[0].eventId,
        tenantId: 'demo',
        scoreTenths: 355,
        createdAt: NOW,
        expiresAt: Date.UTC(2026, 1, 16) - 1,
      },
    });
  });

  it('takes it back', async () => {
    const { score: _, expiresAt: __, ...said } = override;
    expect((await send({ ...said, change: 'cleared' })).written).toMatchObject({
      value: { change: 'cleared', scoreTenths: null, expiresAt: null },
    });
  });

  it.each([
    ['without a note', { note: ' ' }, 'note'],
    ['without an end', { expiresAt: undefined }, 'expiresAt'],
    ['above 100 points', { score: 101 }, 'score'],
    ['that neither sets nor clears', { change: 'raise' }, 'change'],
    ['that ends before it begins', { expiresAt: '2026-01-01' }, ''],
  ])('rejects one %s', async (_name, part, path) => {
    const { status, answer, written } = await send({ ...override, ...part });
    expect(status).toBe(400);
    expect(answer.results).toEqual([{ status: 'rejected', path, reason: expect.any(String) }]);
    expect(written).toBeUndefined();
  });
});

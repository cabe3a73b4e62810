import { describe, expect, it } from 'vitest';
import { deadLetterOf } from './dead-letter.ts';
import { memoryCodec } from './memory-codec.ts';

const WRITABLE_BYTES = 1_000_000;
const refusal = { reason: 'not-avro', detail: 'no magic byte', service: 'history', deadLetteredAt: 5 };
const record = {
  topic: 'health.scores',
  partition: 3,
  offset: 7n,
  key: Buffer.from('acme/a/1'),
  value: Buffer.from([1, 2, 3]),
};

describe('a dead letter', () => {
  it('says where the record was read, whose it is and why it was refused, with its bytes', () => {
    expect(deadLetterOf(record, refusal)).toEqual({
      deadLetterId: 'health.scores/3/7',
      topic: 'health.scores',
      partition: 3,
      offset: 7,
      key: 'acme/a/1',
      tenantId: 'acme',
      accountId: 'a/1',
      value: Buffer.from([1, 2, 3]),
      ...refusal,
    });
  });

  it('reads no account from keys that are not of accounts', () => {
    const letter = deadLetterOf({ ...record, topic: 'control.scorecards' }, refusal);
    expect(letter).toMatchObject({ key: 'acme/a/1', tenantId: null, accountId: null });
  });

  it('keeps absent keys and values absent', () => {
    const letter = deadLetterOf({ ...record, key: null, value: null }, refusal);
    expect(letter).toMatchObject({ key: null, value: null, tenantId: null, detail: refusal.detail });
  });

  it('fits into one record however large the refused one is', async () => {
    const codec = await memoryCodec();
    const key = Buffer.alloc(500_000, 0xff);
    for (const bytes of [900_000, 900_001, 1_048_000]) {
      const huge = { ...record, key, value: Buffer.alloc(bytes) };
      const letter = deadLetterOf(huge, { ...refusal, detail: 'x'.repeat(1_000_000) });
      expect(codec.encode('control.dead-letters', letter).length).toBeLessThan(WRITABLE_BYTES);
      expect(letter.value === null).toBe(bytes > 900_000);
      expect(letter.detail.includes('are left out')).toBe(bytes > 900_000);
    }
  });
});

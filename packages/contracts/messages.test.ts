import {
  changeFromWire,
  changeToWire,
  type Evaluation,
  type IndicatorChange,
  implicitTenant,
  type Tenant,
} from '@bellwether/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryCodec } from './memory-codec.ts';
import { tenantFromWire, tenantToWire, type WireTenant } from './messages.ts';
import type { Codec } from './ports.ts';

let codec: Codec;
beforeAll(async () => {
  codec = await memoryCodec();
});

function throughTheLog<T>(topic: string, wire: object): T {
  const read = codec.decode<T>(topic, codec.encode(topic, wire));
  if (read.kind !== 'value') throw new Error(`${topic}: ${read.kind}`);
  return read.value;
}

describe('what services say to each other arrives as it was meant', () => {
  it('a tenant that has ended an import', () => {
    const tenant: Tenant = {
      ...implicitTenant('acme'),
      epoch: 2,
      change: 'import-ended',
      asOf: 1_735_689_599_999,
      importEndedEpoch: 2,
      importEnds: [{ topic: 'signals.login', partition: 3, offset: 4_000_000_000n }],
    };
    expect(tenantFromWire(throughTheLog<WireTenant>('control.tenants', tenantToWire(tenant)))).toEqual(
      tenant,
    );
  });

  it('a vector whose receivedSum is past what a number can hold', () => {
    const live: Evaluation = {
      version: { epoch: 1, facts: 9, receivedSum: 2n ** 60n + 1n, asOf: 1_735_689_600_000 },
      values: [
        { indicator: 'logins-per-week', value: 0.5, reason: null },
        { indicator: 'nps', value: null, reason: 'never' },
      ],
      answers: [{ questionId: 'likelihood-to-renew', eventId: 'e1', givenAt: 1_700_000_000_000 }],
      profile: {
        name: 'ACME',
        segment: null,
        lifecycleStage: null,
        csmId: null,
        csmName: null,
        csmEmail: null,
        mrr: 1200.5,
        renewalAt: null,
        churnedAt: null,
      },
      facets: {},
      proposals: [],
      firstDay: '2024-01-01',
    };
    const change: IndicatorChange = {
      tenantId: 'acme',
      accountId: 'a/1',
      reason: 'signals',
      live,
      closes: [{ day: '2024-12-31', evaluation: { ...live, answers: [] } }],
      causes: { eventIds: ['e1'], count: 1, newestReceivedAt: 1_735_689_600_000 },
    };
    const topic = 'health.indicator-changes';
    expect(changeFromWire(throughTheLog(topic, changeToWire(change)))).toEqual(change);
  });
});

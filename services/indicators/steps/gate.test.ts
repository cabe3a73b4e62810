import { type Evaluation, implicitTenant, type RecordedVector, type Tenant } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { isGated, Landed } from './gate.ts';

const ended: Tenant = {
  ...implicitTenant('t'),
  epoch: 4,
  importEndedEpoch: 4,
  importEnds: [
    { topic: 'signals.login', partition: 3, offset: 10n },
    { topic: 'signals.survey', partition: 3, offset: 7n },
    { topic: 'signals.login', partition: 4, offset: 99n },
  ],
};

function recordedUnder(epoch: number): RecordedVector {
  const version = { epoch, facts: 1, receivedSum: 1n, asOf: 0 };
  return { live: { version } as Evaluation, closedThrough: null };
}

describe('an account is gated', () => {
  it('while its tenant is importing', () => {
    expect(isGated({ ...ended, importing: true }, 3, recordedUnder(4), new Landed())).toBe(true);
  });

  it('until every topic of its partition has been landed past the end of the import', () => {
    const landed = new Landed();
    landed.advance([{ topic: 'signals.login', partition: 3, offset: 10n }]);
    expect(isGated(ended, 3, null, landed)).toBe(true);
    landed.advance([{ topic: 'signals.survey', partition: 3, offset: 6n }]);
    expect(isGated(ended, 3, null, landed)).toBe(true);
    landed.advance([{ topic: 'signals.survey', partition: 3, offset: 8n }]);
    expect(isGated(ended, 3, null, landed)).toBe(false);
    expect(isGated(ended, 4, null, landed)).toBe(true);
  });

  it('no more once it has been evaluated since, even by an owner that does not know how far others have landed', () => {
    expect(isGated(ended, 3, recordedUnder(3), new Landed())).toBe(true);
    expect(isGated(ended, 3, recordedUnder(4), new Landed())).toBe(false);
  });

  it('not without an import', () => {
    expect(isGated(implicitTenant('t'), 3, null, new Landed())).toBe(false);
  });
});

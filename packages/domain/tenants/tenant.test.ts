import { expect, it } from 'vitest';
import { endedImport, implicitTenant, movedAsOf } from './tenant.ts';

it('an import ends under an epoch of its own, with its ends and without a lease', () => {
  const importing = { ...implicitTenant('acme'), epoch: 4, asOf: 99, importing: true, leaseUntil: 50 };
  const ends = [{ topic: 'signals.login', partition: 0, offset: 7n }];
  expect(endedImport({ ...importing, change: 'import-started' }, ends, 60)).toEqual({
    ...implicitTenant('acme'),
    epoch: 5,
    change: 'import-ended',
    asOf: 99,
    importEndedEpoch: 5,
    importEnds: ends,
    changedAt: 60,
  });
});

it('as-of moves under an epoch of its own, and nothing else does', () => {
  const before = { ...implicitTenant('acme'), epoch: 4, asOf: 99, importEndedEpoch: 2 };
  const moved = { ...before, epoch: 5, change: 'as-of-moved', asOf: null, changedAt: 60 };
  expect(movedAsOf(before, null, 60)).toEqual(moved);
});

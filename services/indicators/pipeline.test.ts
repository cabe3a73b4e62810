import { implicitTenant } from '@bellwether/domain';
import { expect, it } from 'vitest';
import { workPages } from './pipeline.ts';
import { DEFAULT_SETTINGS, type IndicatorsPorts } from './ports.ts';
import type { SweepJob } from './steps/agenda.ts';
import { Tenure } from './steps/tenure.ts';

const HOUR_MS = 3_600_000;
const SETTINGS = { ...DEFAULT_SETTINGS, pageAccounts: 2, pageAccountsMax: 2, sweepEveryMs: HOUR_MS };

/** Every other account belongs to a tenant that stands still. */
const OWNED = Array.from({ length: 21 }, (_, n) => ({
  tenantId: n % 2 === 0 ? 'frozen' : 'live',
  accountId: `a${String(n).padStart(2, '0')}`,
}));
const idsOf = (accounts: readonly { accountId: string }[]) => accounts.map(({ accountId }) => accountId);

/** A tenure that owes its accounts a pass, and an account of which of them were looked at. */
function opened(signalsCome: (looks: number) => boolean) {
  let now = Date.parse('2026-03-10T10:00:00.000Z');
  const tenure = new Tenure({ epoch: 1, partitions: [1] }, SETTINGS);
  const looked: string[] = [];
  let looks = 0;
  const frozen = { ...implicitTenant('frozen'), asOf: now };
  const ports = {
    store: {
      owned: async (_: unknown, after: { accountId: string } | null, limit: number) =>
        OWNED.filter(({ accountId }) => after === null || accountId > after.accountId).slice(0, limit),
      recorded: async (accounts: { accountId: string }[]) => {
        looked.push(...idsOf(accounts));
        looks += 1;
        tenure.open.records = signalsCome(looks) ? 1 : 0;
        return accounts.map(() => null);
      },
      firstDays: async (accounts: unknown[]) => accounts.map(() => null),
      evaluate: async (requests: unknown[]) => requests.map(() => null),
    },
    tenants: { catchUp: async () => {}, get: (id: string) => (id === 'frozen' ? frozen : undefined) },
    partitionOf: () => 1,
    clock: { now: () => now },
    pause: async () => {},
    journal: {},
  } as unknown as IndicatorsPorts;
  tenure.agenda.looked(now, [], tenure.landed);
  return {
    looked,
    /** One pass over all; resolves to how many pieces of work it took. */
    pass: async (reason: SweepJob['reason']) => {
      looked.length = 0;
      let pieces = 0;
      for (let job = tenure.agenda.next(now); job !== null; job = tenure.agenda.next(now), pieces += 1) {
        expect(job).toMatchObject({ kind: 'sweep', reason });
        await workPages(job as SweepJob, tenure, ports, SETTINGS);
        if (pieces > OWNED.length) throw new Error('the pass does not end');
      }
      return pieces;
    },
    hourLater: () => {
      now += HOUR_MS;
      tenure.agenda.looked(now, [], tenure.landed);
    },
  };
}

it.each([
  ['while no signals come', () => false, 2],
  ['while signals wait all the time', () => true, 10],
  ['where signals come now and then', (looks: number) => looks % 3 === 0, 5],
])('passes over every account once %s, frozen ones only at a takeover', async (_, signalsCome, piecesMin) => {
  const world = opened(signalsCome);
  expect(await world.pass('takeover')).toBeGreaterThanOrEqual(piecesMin);
  expect(world.looked).toEqual(idsOf(OWNED));
  world.hourLater();
  await world.pass('clock');
  expect(world.looked).toEqual(idsOf(OWNED.filter(({ tenantId }) => tenantId === 'live')));
});

import {
  implicitTenant,
  parseAccountKey,
  type ScorecardVersion,
  scorecardAt,
  scorecardKey,
  type Tenant,
} from '@bellwether/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountTable, StoredAccount } from './account-table.ts';
import type { Rules } from './rules.ts';
import { Timers } from './timers.ts';

const TENANTS = ['one', 'two'] as const;
const KEYS = TENANTS.flatMap((tenantId) => ['a', 'b', 'c'].map((account) => `${tenantId}/${account}`));

interface World {
  now: number;
  readonly tenants: Map<string, Tenant>;
  readonly cards: Map<string, ScorecardVersion>;
  readonly accounts: AccountTable;
}

function rulesOf({ tenants, cards }: World): Rules {
  const contextFor = ({ tenantId }: { tenantId: string }) => ({
    scorecards: cards,
    indicators: new Map(),
    tenant: tenants.get(tenantId) ?? implicitTenant(tenantId),
    sources: [],
    idOf: () => '',
  });
  return { scorecards: cards, contextFor };
}

/** Looks at every account, and asks each thing anew: which of them time asks for. */
function dueByLookingAtAll({ now, tenants, cards, accounts }: World): string[] {
  return [...accounts].flatMap(([key, stored]) => {
    const { tenantId } = parseAccountKey(key)!;
    const tenant = tenants.get(tenantId) ?? implicitTenant(tenantId);
    const asOf = tenant.asOf ?? now;
    if (tenant.importing || stored.scorecard === null || stored.epoch !== tenant.epoch) return [];
    const turned = stored.overrideTurnAt !== null && stored.overrideTurnAt <= asOf;
    const inForce = scorecardAt(cards, tenantId, Math.min(asOf, stored.scorecardsUntil));
    const used = cards.get(stored.scorecard)!;
    const outranks =
      inForce !== null &&
      (inForce.tenantId === used.tenantId
        ? inForce.version > used.version
        : inForce.tenantId !== '*' && used.tenantId === '*');
    return turned || outranks ? [key] : [];
  });
}

/** As a decision leaves it: nothing is due for it at this time. */
function settledAt({ now, tenants, cards }: World, key: string, more: Partial<StoredAccount>): StoredAccount {
  const { tenantId } = parseAccountKey(key)!;
  const tenant = tenants.get(tenantId) ?? implicitTenant(tenantId);
  const until = more.scorecardsUntil ?? Number.POSITIVE_INFINITY;
  const card = scorecardAt(cards, tenantId, Math.min(tenant.asOf ?? now, until));
  return {
    packed: Buffer.alloc(0),
    epoch: tenant.epoch,
    scorecard: card && scorecardKey(card),
    scorecardsUntil: until,
    overrideTurnAt: null,
    ...more,
  };
}

type Step = (world: World, timers: Timers) => void;

const soon = fc.integer({ min: 1, max: 20 });
const tenant = fc.constantFrom(...TENANTS);
const steps: fc.Arbitrary<Step> = fc.oneof(
  soon.map(
    (ms): Step =>
      (world) => {
        world.now += ms;
      },
  ),
  fc.record({ key: fc.constantFrom(...KEYS), turn: fc.option(soon), churned: fc.option(soon) }).map(
    ({ key, turn, churned }): Step =>
      (world, timers) => {
        const overrideTurnAt = turn === null ? null : world.now + turn;
        const scorecardsUntil = churned === null ? Number.POSITIVE_INFINITY : world.now + churned;
        world.accounts.set(key, settledAt(world, key, { overrideTurnAt, scorecardsUntil }));
        timers.decided(key);
      },
  ),
  fc.record({ tenantId: fc.constantFrom('*', ...TENANTS), wait: soon }).map(({ tenantId, wait }): Step => {
    return ({ cards, now }) => {
      const version = 1 + [...cards.values()].filter((card) => card.tenantId === tenantId).length;
      const card = { tenantId, version, validFrom: now + wait, scorecards: {} as never };
      cards.set(scorecardKey(card), card);
    };
  }),
  fc.record({ tenantId: tenant, importing: fc.boolean(), asOf: fc.option(soon) }).map(
    ({ tenantId, importing, asOf }): Step =>
      ({ tenants, now }) => {
        const before = tenants.get(tenantId) ?? implicitTenant(tenantId);
        const next = { ...before, epoch: before.epoch + 1, importing, asOf: asOf && now + asOf };
        tenants.set(tenantId, next as Tenant);
      },
  ),
);

function newWorld(): World {
  const first = { tenantId: '*', version: 1, validFrom: 0, scorecards: {} as never };
  return { now: 1_000, tenants: new Map(), cards: new Map([['*/1', first]]), accounts: new Map() };
}

describe('timers', () => {
  it('find whatever looking at every account would, after any course of time, decisions, scorecards and epochs', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 40 }), fc.integer({ min: 1, max: 4 }), (course, limit) => {
        const world = newWorld();
        const timers = new Timers(world.accounts);
        for (const step of course) {
          step(world, timers);
          const due = dueByLookingAtAll(world);
          const told = timers.due(rulesOf(world), world.now, limit).map(({ key }) => key);
          expect(due).toEqual(expect.arrayContaining(told));
          expect(told).toHaveLength(Math.min(limit, due.length));
          for (const key of told) {
            world.accounts.set(key, settledAt(world, key, {}));
            timers.decided(key);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('of accounts that were there before are found by the first look', () => {
    const world = newWorld();
    world.accounts.set('one/a', settledAt(world, 'one/a', { overrideTurnAt: world.now - 1 }));
    const timers = new Timers(world.accounts);
    expect(timers.due(rulesOf(world), world.now, 10).map(({ key }) => key)).toEqual(['one/a']);
  });

  it('are looked for among all accounts only when something else holds for a tenant', () => {
    const world = newWorld();
    for (const key of KEYS) world.accounts.set(key, settledAt(world, key, {}));
    const timers = new Timers(world.accounts);
    let looks = 0;
    const get = world.accounts.get.bind(world.accounts);
    world.accounts.get = (key) => {
      looks += 1;
      return get(key);
    };
    timers.due(rulesOf(world), world.now, 10);
    expect(looks).toBe(KEYS.length);
    timers.due(rulesOf(world), world.now + 1_000, 10);
    expect(looks).toBe(KEYS.length);
  });
});

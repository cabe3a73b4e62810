import type { EffectHook } from '@bellwether/kafka';
import { describe, expect, it } from 'vitest';
import { closeAt, NOON, scorerWorld, type World } from './scorer-world.ts';

const ACCOUNTS = ['a', 'b', 'c', 'd'];
/** More than a run has, so that its end is among them; fetches are not counted. */
const EFFECTS = 110;
/** Its override and its vector come from two topics: either may be first, so it makes one change or two. */
const OVERRIDDEN = 'o';

/** Three rounds of vectors that all speak, and an override. */
async function inputs(world: World): Promise<void> {
  for (const [round, use] of [90, 30, 70].entries()) {
    const values = {
      'likelihood-to-renew': 1 + (round % 5),
      'usage-change': use / 100,
      'logins-per-week': use / 5,
    };
    const closes = [closeAt('2026-03-09', { values, facts: round + 1 })];
    const parts = {
      values,
      facts: round + 1,
      asOf: NOON + round,
      answers: { 'likelihood-to-renew': `s${round}` },
      closes,
    };
    await world.send(...ACCOUNTS.map((id) => world.vector(id, parts)));
  }
  await world.send(world.override({ accountId: OVERRIDDEN }));
  await world.send(world.vector(OVERRIDDEN, { values: { 'likelihood-to-renew': 5, 'usage-change': 1 } }));
}

/** What must be the same after any crash: per account the changes in order, and where the score ends. */
function outcome(world: World) {
  const changes = world.changes();
  const byAccount = Map.groupBy(changes, (c) => c.accountId);
  for (const own of byAccount.values())
    expect(own.map((c) => c.sequence)).toEqual(own.map((_, at) => at + 1));
  const told = changes
    .filter((c) => c.accountId !== OVERRIDDEN)
    .map((c) => [c.accountId, c.sequence, c.eventId, c.scoreTenths, c.trigger]);
  const scores = [...world.scores().values()].map((s) => [s.accountId, s.scoreTenths, s.band]);
  return { changes: told.sort(), scores: scores.sort() };
}

async function undisturbed() {
  const world = await scorerWorld(() => 1);
  await inputs(world);
  await world.start('scorer-1');
  await world.settled();
  return outcome(world);
}

/** Kills its process at the nth effect on the log, before it happens or before its answer arrives. */
function killAt(nth: number, at: 'before' | 'after', kill: () => void): EffectHook {
  let seen = 0;
  return ({ kind }, phase) => {
    if (phase !== at || kind === 'fetch') return;
    seen += 1;
    if (seen === nth) kill();
  };
}

describe('a scorer killed at any effect', () => {
  it('leaves nothing twice and nothing out: its successor ends where an undisturbed run does', async () => {
    const expected = await undisturbed();
    expect(expected.changes.length).toBeGreaterThan(ACCOUNTS.length * 2);
    for (const at of ['before', 'after'] as const) {
      for (let nth = at === 'before' ? 1 : 3; nth <= EFFECTS; nth += 5) {
        const world = await scorerWorld(() => 1);
        await inputs(world);
        let kill = () => {};
        const victim = await world.start(
          'scorer-1',
          killAt(nth, at, () => kill()),
        );
        const dead = new Promise<void>((resolve) => {
          kill = () => {
            victim.client.kill();
            resolve();
          };
        });
        await Promise.race([dead, world.settled().catch(() => {})]);
        world.log.expire(victim.client);
        await world.start('scorer-2');
        await world.settled();
        expect(outcome(world), `${at} effect ${nth}`).toEqual(expected);
      }
    }
  }, 60_000);
});

describe('a zombie', () => {
  it('that comes back after its partitions went to another changes nothing', async () => {
    const expected = await undisturbed();
    for (let nth = 2; nth <= 30; nth += 4) {
      const world = await scorerWorld(() => 1);
      await inputs(world);
      let stall = () => {};
      const zombie = await world.start(
        'scorer-1',
        killAt(nth, 'before', () => stall()),
      );
      const stalled = new Promise<void>((resolve) => {
        stall = () => {
          zombie.client.pause();
          resolve();
        };
      });
      await Promise.race([stalled, world.settled().catch(() => {})]);
      world.log.expire(zombie.client);
      await world.start('scorer-2');
      await world.settled();
      zombie.client.resume();
      await world.send(world.vector('z', { values: { 'likelihood-to-renew': 3, 'usage-change': 1 } }));
      await world.settled();
      const { changes, scores } = outcome(world);
      expect(
        changes.filter(([id]) => id !== 'z'),
        `stalled at effect ${nth}`,
      ).toEqual(expected.changes);
      expect(scores.filter(([id]) => id !== 'z')).toEqual(expected.scores);
      expect(changes.filter(([id]) => id === 'z')).toHaveLength(1);
    }
  }, 60_000);
});

describe('errors that pass', () => {
  it('an answer lost anywhere in a transaction is found out by taking the partition again', async () => {
    const expected = await undisturbed();
    for (let nth = 1; nth <= 60; nth += 3) {
      const world = await scorerWorld(() => 1);
      await inputs(world);
      let seen = 0;
      await world.start('scorer-1', ({ kind }, phase) => {
        const concerns = kind.endsWith('transaction') || kind === 'initialise';
        if (!concerns || phase !== (nth % 2 === 0 ? 'before' : 'after')) return;
        seen += 1;
        if (seen === nth) throw new Error('the connection broke');
      });
      await world.settled();
      expect(outcome(world), `error ${nth}`).toEqual(expected);
    }
  }, 60_000);
});

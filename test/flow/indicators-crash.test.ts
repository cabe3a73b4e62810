import type { FactStore } from '@bellwether/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  eventually,
  indicatorOf,
  indicatorsWorld,
  login,
  storeLike,
  type World,
} from './indicators-world.ts';

let world: World;
beforeEach(async () => {
  world = await indicatorsWorld();
});

const never = () => new Promise<never>(() => {});
const ACME = { tenantId: 't', accountId: 'acme' };

/** An instance that stops for good in the middle of a flush; then another takes its place. */
async function takenOverAfter(stop: Partial<FactStore>): Promise<void> {
  const { client } = await world.start('first', { store: storeLike(world.store, stop) });
  await world.send(login('e1'), login('e2'));
  await eventually(() => expect(world.store.facts()).toHaveLength(2));
  client.kill();
  world.log.expire(client);
  await world.start('second');
  await world.settled();
  await eventually(() => expect(indicatorOf(world.published().at(-1), 'logins-per-week')).toBe(2));
}

describe('a flush that is cut off', () => {
  it('after the facts landed is done again, and gives the same result', async () => {
    await takenOverAfter({ recompute: never });
    expect(world.store.facts()).toHaveLength(2);
    expect(world.published().at(-1)?.live.version.facts).toBe(2);
  });

  it('after it was published is published again, and then recorded', async () => {
    await takenOverAfter({ record: never });
    const vectors = world.published().map(({ live }) => live);
    expect(vectors.length).toBeGreaterThan(1);
    expect(new Set(vectors.map(({ version }) => version.facts))).toEqual(new Set([2]));
    const [recorded] = await world.store.recorded([ACME]);
    expect(recorded?.live.version.facts).toBe(2);
  });
});

describe('two instances', () => {
  it('share the accounts, and each is evaluated by its owner alone', async () => {
    await world.start('first');
    await world.start('second');
    await world.send(login('e1'));
    await world.settled();
    expect(world.store.facts()).toHaveLength(1);
    await eventually(() => expect(world.published().length).toBeGreaterThan(0));
    expect(world.published().every(({ live }) => live.version.facts === 1)).toBe(true);
  });
});

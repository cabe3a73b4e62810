import { closeOf, DAY_MS, type FactStore } from '@bellwether/domain';
import { createLogger } from '@bellwether/runtime';
import { beforeEach, describe, expect, it } from 'vitest';
import { createJournal } from '../../services/indicators/journal.ts';
import {
  eventually,
  indicatorOf,
  indicatorsWorld,
  login,
  NOON,
  renewal,
  storeLike,
  type World,
} from './indicators-world.ts';

const quiet = createLogger('indicators', 'silent');

let world: World;
beforeEach(async () => {
  world = await indicatorsWorld();
});

describe('time', () => {
  it('makes a judgement from a clock that runs ahead heard as soon as its moment has come', async () => {
    await world.start('one');
    await world.send(renewal('now', 5));
    await world.send(renewal('ahead', 1, NOON + 700));
    await world.settled();
    expect(indicatorOf(world.published().at(-1), 'likelihood-to-renew')).toBe(5);
    world.pass(700);
    await eventually(() => expect(indicatorOf(world.published().at(-1), 'likelihood-to-renew')).toBe(1));
    expect(world.published().at(-1)?.causes.eventIds).toEqual(['ahead']);
  });

  it('makes silence heard: at midnight a silent account is evaluated and its close published', async () => {
    await world.start('one');
    await world.send(login('e1'));
    await world.settled();
    await eventually(() => expect(world.published().length).toBeGreaterThan(0));
    world.pass(DAY_MS);
    await eventually(() => expect(world.published().at(-1)?.closes).toHaveLength(1));

    const change = world.published().at(-1);
    expect(change?.closes.map(({ day }) => day)).toEqual(['2026-03-10']);
    expect(indicatorOf(change, 'days-since-last-seen')).toBe(1);
  });

  it('catches missed closes up in order', async () => {
    const first = await world.start('one');
    await world.send(login('e1'));
    await world.settled();
    await first.running.stop();
    world.pass(4 * DAY_MS);
    await world.start('two');
    await eventually(() => expect(world.published().at(-1)?.closes).toHaveLength(4));
    expect(
      world
        .published()
        .at(-1)
        ?.closes.map(({ day }) => day),
    ).toEqual(['2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13']);
  });

  it('may go back while a step is timed: counters only rise, and refuse what is no number', async () => {
    const { registry, journal } = createJournal(quiet);
    const land: FactStore['land'] = (topic, facts) => {
      world.pass(-5);
      return world.store.land(topic, facts);
    };
    await world.start('one', { journal, store: storeLike(world.store, { land }) });
    await world.send(login('e1'));
    await world.settled();
    expect(await registry.metrics()).toMatch(
      /indicators_step_ms_total\{step="insert",service="indicators"\} 0\n/,
    );
  });

  it('stands still for a frozen tenant', async () => {
    await world.tenant({ change: 'as-of-moved', asOf: closeOf('2026-03-09') });
    await world.start('one');
    await world.send(login('e1', NOON - DAY_MS));
    await world.settled();
    await eventually(() => expect(world.published().length).toBeGreaterThan(0));
    world.pass(3 * DAY_MS);
    await world.send(login('e2', NOON - DAY_MS, { userId: 'u2' }));
    await world.settled();
    await eventually(() => expect(indicatorOf(world.published().at(-1), 'logins-per-week')).toBe(2));
    expect(new Set(world.published().map(({ live }) => live.version.asOf))).toEqual(
      new Set([closeOf('2026-03-09')]),
    );
  });
});

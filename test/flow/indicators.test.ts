import { DAY_MS } from '@bellwether/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  eventually,
  HOUR_MS,
  indicatorOf,
  indicatorsWorld,
  login,
  NOON,
  renewal,
  storeLike,
  type World,
} from './indicators-world.ts';

let world: World;
beforeEach(async () => {
  world = await indicatorsWorld();
});

describe('a signal', () => {
  it('becomes a fact, a published vector and a recorded one, and then is committed', async () => {
    await world.start('one');
    await world.send(login('e1'));
    await world.settled();

    const [change] = world.published();
    expect(change).toMatchObject({ tenantId: 't', accountId: 'acme', reason: 'signals' });
    expect(change?.causes).toEqual({ eventIds: ['e1'], count: 1, newestReceivedAt: NOON });
    expect(change?.live.version).toMatchObject({ epoch: 0, facts: 1, receivedSum: BigInt(NOON) });
    expect(indicatorOf(change, 'logins-per-week')).toBe(1);
    const [recorded] = await world.store.recorded([{ tenantId: 't', accountId: 'acme' }]);
    expect({ ...recorded?.live, facets: {} }, 'facets are kept, never told').toEqual(change?.live);
    expect(world.store.facts()).toHaveLength(1);
  });

  it('sent again changes nothing and is not said again', async () => {
    await world.start('one');
    await world.send(login('e1'), renewal('a1', 4));
    await world.settled();
    await eventually(() => expect(world.published()).not.toHaveLength(0));
    world.pass(HOUR_MS);
    await world.send(login('e2'));
    await world.settled();
    const before = world.published();
    await world.send(login('e2'), login('e2'), renewal('a1', 4));
    await world.settled();

    expect(world.store.facts()).toHaveLength(3);
    const last = before.at(-1)?.live;
    for (const change of world.published().slice(before.length)) {
      expect(change.live.values).toEqual(last?.values);
      expect(change.live.version.facts).toBe(3);
    }
  });

  it('that came late corrects every close since its day', async () => {
    await world.start('one');
    await world.send(login('e1', NOON - 5 * DAY_MS));
    await world.settled();
    await world.send(login('e2', NOON - 3 * DAY_MS));
    await world.settled();

    const closes = world.published().at(-1)?.closes ?? [];
    expect(closes.map(({ day }) => day)).toEqual(
      expect.arrayContaining(['2026-03-07', '2026-03-08', '2026-03-09']),
    );
    expect(closes.find(({ day }) => day === '2026-03-07')?.evaluation.version.facts).toBe(2);
    const days = world.store.closes({ tenantId: 't', accountId: 'acme' });
    expect(days.map(({ day, evaluation }) => [day, evaluation.version.facts])).toEqual([
      ['2026-03-05', 1],
      ['2026-03-06', 1],
      ['2026-03-07', 2],
      ['2026-03-08', 2],
      ['2026-03-09', 2],
    ]);
  });
});

describe('at the door', () => {
  it('what can never be a fact is dead-lettered with its reason, and its neighbours land', async () => {
    const { sendRaw, wire } = world;
    const good = wire(login('good'));
    await world.send(login('before'));
    await sendRaw('signals.login', 't/acme', null);
    await sendRaw('signals.login', 't/acme', Buffer.from('{"json":true}'));
    await sendRaw('signals.login', 't/acme', Buffer.concat([good, good.subarray(5)]));
    await sendRaw('signals.login', 't/acme', good.subarray(0, good.length - 3));
    await sendRaw('signals.login', 't/acme', wire(renewal('another', 3)));
    await sendRaw('signals.login', 't/other', good);
    await sendRaw('signals.login', 't/acme', wire(login('ancient', NOON - 800 * DAY_MS)));
    await sendRaw('signals.login', 't/acme', wire(login('ahead', NOON + 2 * DAY_MS)));
    await sendRaw('signals.login', 'T/acme', wire(login('tenant'), 'acme', 'T'));
    await world.send(login('after'));
    await world.start('one');
    await world.settled();

    expect(world.store.facts().map(({ eventId }) => eventId)).toEqual(['before', 'after']);
    const reasons = world.deadLetters().map(({ reason }) => reason);
    expect(reasons.sort()).toEqual(
      [
        'null-value',
        'no-magic-byte',
        'trailing-bytes',
        'undecodable',
        'schema-of-another-topic',
        'wrong-key',
        'too-old',
        'in-the-future',
        'invalid-envelope',
      ].sort(),
    );
    expect(new Set(world.deadLetters().map(({ deadLetterId }) => deadLetterId)).size).toBe(9);
  });

  it('what came from a clock that was ahead is refused whenever it is read, and when its day has come as well', async () => {
    await world.send(login('ahead', NOON + 2 * DAY_MS));
    world.pass(9 * DAY_MS);
    await world.start('one');
    await world.settled();
    expect(world.deadLetters()).toMatchObject([{ reason: 'in-the-future' }]);
    expect(world.store.facts()).toEqual([]);
  });

  it('a value under the right key in the wrong partition is dead-lettered', async () => {
    const { partition } = world.log.records('signals.login')[0] ?? { partition: 0 };
    await world.send(login('right'));
    const right = world.log.records('signals.login')[0]?.partition ?? partition;
    await world.sendRaw('signals.login', 't/acme', world.wire(login('wrong')), (right + 1) % 12);
    await world.start('one');
    await world.settled();
    expect(world.deadLetters()).toMatchObject([{ reason: 'wrong-partition' }]);
  });

  it('a registry that does not answer is waited for', async () => {
    let failures = 0;
    const unknown = { kind: 'unknown-schema', schemaId: 1 } as const;
    await world.send(login('e1'));
    await world.start('one', {
      codec: {
        ...world.codec,
        decodeEnvelope: (topic, wire) => (failures < 3 ? unknown : world.codec.decodeEnvelope(topic, wire)),
        learn: async () => {
          failures += 1;
          if (failures < 3) throw new Error('the registry is down');
          return 'learned';
        },
      },
    });
    await world.settled();
    expect(failures).toBe(3);
    expect(world.deadLetters()).toEqual([]);
    expect(world.store.facts()).toHaveLength(1);
  });
});

describe('a store', () => {
  it('that refuses one message gets all others, and the one is dead-lettered', async () => {
    const signals = Array.from({ length: 9 }, (_, i) => login(`e${i}`));
    await world.send(...signals);
    const store = storeLike(world.store, {
      land: async (topic, facts) =>
        facts.some(({ eventId }) => eventId === 'e4')
          ? { kind: 'refused', code: 691, detail: 'unknown symbol' }
          : world.store.land(topic, facts),
    });
    await world.start('one', { store });
    await world.settled();
    expect(world.store.facts().map(({ eventId }) => eventId)).toEqual(
      signals.map(({ eventId }) => eventId).filter((id) => id !== 'e4'),
    );
    expect(world.deadLetters()).toMatchObject([{ reason: 'refused-by-store' }]);
  });

  it('that cannot read even a good message condemns nothing', async () => {
    await world.send(login('e1'));
    let attempts = 0;
    const store = storeLike(world.store, {
      land: async (topic, facts) => {
        attempts += 1;
        return attempts < 4 ? { kind: 'refused', code: 33, detail: '' } : world.store.land(topic, facts);
      },
      probe: async () => attempts >= 4,
    });
    await world.start('one', { store });
    await world.settled();
    expect(world.deadLetters()).toEqual([]);
    expect(world.store.facts()).toHaveLength(1);
  });
});

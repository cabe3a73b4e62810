import { readIndicators, readScorecardSet } from '@bellwether/configuration';
import { ALL_TENANTS, accountKey, addDays, DAY_MS, type ScoreChange, startOfDay } from '@bellwether/domain';
import { publishScorecard } from '@bellwether/kafka';
import { describe, expect, it, vi } from 'vitest';
import { GROUP, INPUTS } from '../../services/scorer/ports.ts';
import { eventually, indicatorsWorld, login, NOON, renewal, type Signal } from './indicators-world.ts';
import { startScorer } from './scorer-world.ts';

const TODAY = '2026-03-10';
/** Long enough for every account to have a baseline of its own. */
const WEEKS = 14;
const TIMEOUT_MS = 60_000;
const SHIPPED = new URL('../../config/scorecards', import.meta.url).pathname;

/** A company whose customers log in on every working day, and both services over one log. */
async function fleetOf(size: number) {
  const world = await indicatorsWorld();
  const accounts = Array.from({ length: size }, (_, n) => ({ tenantId: 't', accountId: `a${n}` }));
  const scorecards = readScorecardSet(SHIPPED, readIndicators());
  const { codec, clock, log, setup } = world;
  await publishScorecard(setup, codec, { tenantId: ALL_TENANTS, scorecards, author: 'test', now: clock.now });
  const writer = await setup.writer();
  const send = (accountId: string, signal: Signal) => {
    const sent = { ...signal, receivedAt: Number(signal.occurredAt) + 1_000 };
    const key = accountKey({ tenantId: 't', accountId });
    return writer.write([{ topic: signal.topic, key, value: world.wire(sent, accountId) }]);
  };
  const gone = new Set<string>();
  const logInOn = (day: string) => {
    const hour = startOfDay(day) + DAY_MS / 2 - 3_600_000;
    return Promise.all(
      accounts
        .filter(({ accountId }) => !gone.has(accountId))
        .map(({ accountId }) => send(accountId, login(`login-${day}`, hour))),
    );
  };
  for (let back = WEEKS * 7; back >= 0; back--) {
    const day = addDays(TODAY, -back);
    if (isWorkingDay(day)) await logInOn(day);
  }
  await Promise.all(
    accounts.map(({ accountId }) => send(accountId, renewal('content', 4, startOfDay(TODAY) - 30 * DAY_MS))),
  );
  const settled = async () => {
    await vi.waitFor(
      async () => {
        const recorded = await world.store.recorded(accounts);
        if (recorded.some((vector) => (vector?.live.version.asOf ?? 0) < clock.at))
          throw new Error('not swept');
        const committed = await setup.committedOffsets(GROUP, INPUTS);
        for (const { topic, partition, offset } of await setup.dataEnds(INPUTS)) {
          const done = committed.find((c) => c.topic === topic && c.partition === partition)?.offset ?? 0n;
          if (done < offset) throw new Error(`${topic}/${partition} is at ${done} of ${offset}`);
        }
      },
      { timeout: 30_000, interval: 10 },
    );
  };
  await world.start('one');
  await startScorer(log, codec, clock.now, 'scorer');
  await world.settled();
  await settled();
  await eventually(() =>
    expect(world.published().filter(({ reason }) => reason === 'takeover')).toHaveLength(size),
  );
  return {
    ...world,
    send,
    logInOn,
    /** It never logs in again. */
    leave: (accountId: string) => gone.add(accountId),
    today: () => addDays(TODAY, Math.round((clock.at - NOON) / DAY_MS)),
    /**
     * A day goes by, and everybody has looked at every account after it. What happens until then is sent before the
     * clock moves, so that no look falls in between.
     */
    nextDay: async ({ loggingIn = false } = {}) => {
      const tomorrow = addDays(TODAY, Math.round((clock.at - NOON) / DAY_MS) + 1);
      if (loggingIn && isWorkingDay(tomorrow)) await logInOn(tomorrow);
      await world.settled();
      clock.at += DAY_MS;
      await settled();
    },
    settled,
    changes: () =>
      log
        .records('health.score-changes')
        .map(({ value }) => decoded<ScoreChange>(codec.decode('health.score-changes', value)))
        .filter(({ trigger }) => trigger !== 'initial'),
  };
}

function decoded<T>(read: { kind: string; value?: unknown }): T {
  if (read.kind !== 'value') throw new Error(read.kind);
  return read.value as T;
}

function isWorkingDay(day: string): boolean {
  return ![0, 6].includes(new Date(startOfDay(day)).getUTCDay());
}

describe('a fleet of 50 accounts whose telemetry stops', () => {
  it(
    'makes one event, lets people speak, and leaves nothing behind once the source has sent what it kept',
    async () => {
      const fleet = await fleetOf(50);
      for (let day = 0; day < 3; day++) await fleet.nextDay();
      expect(fleet.sourceStates()).toMatchObject([
        { state: 'quiet', topic: 'signals.login', sources: ['test'], observed: 0, expected: 50, version: 1 },
      ]);
      await fleet.send('a7', renewal('worried', 2, fleet.clock.at));
      await fleet.nextDay();
      expect(fleet.changes()).toMatchObject([{ accountId: 'a7', changeKind: 'judgement' }]);

      for (let back = 3; back >= 0; back--) {
        const day = addDays(fleet.today(), -back);
        if (isWorkingDay(day)) await fleet.logInOn(day);
      }
      for (let day = 0; day < 5; day++) await fleet.nextDay({ loggingIn: true });
      expect(fleet.sourceStates().map(({ state }) => state)).toEqual(['quiet', 'recovered']);
      expect(fleet.changes().filter(({ accountId }) => accountId !== 'a7')).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'makes one event also where what was sent meanwhile is lost, but tells of the customer who does not come back',
    async () => {
      const fleet = await fleetOf(50);
      fleet.leave('a9');
      for (let day = 0; day < 3; day++) await fleet.nextDay();
      for (let day = 0; day < 14; day++) await fleet.nextDay({ loggingIn: true });
      expect(fleet.sourceStates().map(({ state }) => state)).toEqual(['quiet', 'recovered']);
      expect(new Set(fleet.changes().map(({ accountId }) => accountId))).toEqual(new Set(['a9']));
      expect(fleet.changes()[0]).toMatchObject({
        changeKind: 'time',
        triggers: expect.arrayContaining(['step']),
      });
    },
    TIMEOUT_MS,
  );

  it(
    'is taken for real once the hold is over',
    async () => {
      const fleet = await fleetOf(50);
      for (let day = 0; day < 7; day++) await fleet.nextDay();
      expect(fleet.changes()).toEqual([]);
      for (let day = 0; day < 2; day++) await fleet.nextDay();
      expect(new Set(fleet.changes().map(({ accountId }) => accountId)).size).toBe(50);
      expect(fleet.changes().every(({ changeKind }) => changeKind === 'time')).toBe(true);
      expect(fleet.sourceStates()).toHaveLength(1);
    },
    TIMEOUT_MS,
  );
});

it(
  'a fleet too small to tell a broken tracker from silence speaks at once',
  async () => {
    const fleet = await fleetOf(9);
    for (let day = 0; day < 7; day++) await fleet.nextDay();
    expect(fleet.sourceStates()).toEqual([]);
    expect(new Set(fleet.changes().map(({ accountId }) => accountId)).size).toBe(9);
  },
  TIMEOUT_MS,
);

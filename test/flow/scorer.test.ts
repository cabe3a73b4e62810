import type { DeadLetter } from '@bellwether/contracts';
import { partitionOf } from '@bellwether/kafka';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changeId } from '../../services/scorer/change-id.ts';
import { closeAt, NOON, scorerWorld, type World } from './scorer-world.ts';

const HEALTHY = { 'usage-change': 1.2, 'logins-per-week': 20, 'active-users': 20, 'days-since-last-seen': 0 };
const FADED = { 'usage-change': 0.2, 'logins-per-week': 1, 'active-users': 1, 'days-since-last-seen': 25 };

let world: World;
beforeEach(async () => {
  world = await scorerWorld();
});

describe('vectors in, scores and changes out', () => {
  it('the first vector makes an initial change, a fall makes one that explains itself', async () => {
    await world.start('scorer-1');
    await world.send(world.vector('a', { values: HEALTHY, facts: 1 }));
    await world.settled();
    await world.send(world.vector('a', { values: FADED, facts: 2, asOf: NOON + 1 }));
    await world.settled();

    const [first, second] = world.changes();
    expect(first).toMatchObject({ trigger: 'initial', sequence: 1, band: 'healthy', previousBand: null });
    expect(second).toMatchObject({
      eventId: changeId({ tenantId: 't', accountId: 'a' }, 2),
      changeKind: 'behaviour',
      band: 'at-risk',
      previousBand: 'healthy',
      causeIds: ['e2'],
      newestCauseAt: NOON,
      accountName: 'Acme',
      csmName: 'Kim',
      mrr: 1200,
      scorecardId: 'default',
      scorecardVersion: '*/1',
    });
    const deltas = second!.contributions.reduce((sum, line) => sum + line.deltaTenths, 0);
    expect(deltas).toBe(second!.scoreTenths! - first!.scoreTenths!);
    expect(second!.nextSteps[0]).toMatchObject({ team: 'cs' });
    expect(world.scores().get('a')).toMatchObject({ sequence: 2, revision: 2, band: 'at-risk' });
  });

  it('several vectors of an account in one batch make every change, and one score record', async () => {
    await world.send(
      world.vector('a', { values: HEALTHY, facts: 1 }),
      world.vector('a', { values: HEALTHY, facts: 1 }),
      world.vector('a', { values: FADED, facts: 2, asOf: NOON + 1 }),
      world.vector('b', { values: FADED, facts: 1 }),
    );
    await world.start('scorer-1');
    await world.settled();
    expect(world.changes().map((c) => [c.accountId, c.sequence])).toEqual(
      expect.arrayContaining([
        ['a', 1],
        ['a', 2],
        ['b', 1],
      ]),
    );
    expect(world.log.records('health.scores')).toHaveLength(2);
  });

  it('says which closes a record adds or corrects', async () => {
    await world.start('scorer-1');
    const closes = [closeAt('2026-03-08', { values: HEALTHY }), closeAt('2026-03-09', { values: HEALTHY })];
    await world.send(world.vector('a', { values: HEALTHY, closes }));
    await world.settled();
    expect(
      world
        .scores()
        .get('a')!
        .closes.map((c) => c.day),
    ).toEqual(['2026-03-08', '2026-03-09']);
    const late = [closeAt('2026-03-09', { values: FADED, facts: 2 })];
    await world.send(world.vector('a', { values: HEALTHY, facts: 2, closes: late }));
    await world.settled();
    expect(world.scores().get('a')!.closes).toMatchObject([{ day: '2026-03-09' }]);
  });
});

describe('what is no input', () => {
  it('goes to the dead letters with its reason, and its neighbours are scored', async () => {
    const good = world.vector('a', { values: HEALTHY });
    const broken = { ...good, value: Buffer.from('not avro at all') };
    const astray = { ...world.vector('b', { values: HEALTHY }), key: good.key };
    await world.send(broken, astray, world.override({ note: ' ' }), good);
    await world.start('scorer-1');
    await world.settled();
    const letters = world.log.records('control.dead-letters').map(({ value }) => {
      const decoded = world.codec.decode<DeadLetter>('control.dead-letters', value);
      return decoded.kind === 'value' ? decoded.value : null;
    });
    expect(letters.map((l) => l!.reason).sort()).toEqual(['invalid-override', 'no-magic-byte', 'wrong-key']);
    expect(letters[0]).toMatchObject({ service: 'scorer', tenantId: 't', accountId: 'a' });
    expect([...world.scores().keys()]).toEqual(['a']);
  });
});

describe('what cannot go on', () => {
  it('is a row of a control topic that cannot be read: the scorer ends, and says which', async () => {
    const { running } = await world.start('scorer-1');
    await world.send({ topic: 'control.scorecards', key: '*/9', partition: 0, value: Buffer.from('junk') });
    await world.send(world.vector('a', { values: HEALTHY }));
    await expect(running).rejects.toThrow('the row */9 of control.scorecards cannot be read');
  });

  it('does not hold up timers elsewhere: the other partitions go on', async () => {
    let stuck = false;
    const { scorer } = await world.start('scorer-1', async ({ kind, subject }) => {
      if (stuck && kind === 'commit-transaction' && subject === `scorer/${partitionOf('t/a')}`)
        await new Promise(() => {});
    });
    expect(partitionOf('t/a')).not.toBe(partitionOf('t/b'));
    for (const accountId of ['a', 'b']) {
      await world.send(world.vector(accountId, { values: HEALTHY }));
      await world.send(world.override({ accountId }));
    }
    await world.settled();
    const told = () => world.changes().filter(({ accountId }) => accountId === 'b').length;
    const before = told();
    stuck = true;
    void scorer.tick(NOON + 3_600_000);
    await vi.waitFor(() => expect(told()).toBe(before + 1));
    await world.send(world.override({ accountId: 'b', eventId: 'o2', expiresAt: NOON + 7_200_000 }));
    await world.settled();
    await scorer.tick(NOON + 7_200_000);
    expect(told()).toBe(before + 3);
  });
});

describe('taking over', () => {
  it('is done one partition after the other: each holds all its records until their states are read', async () => {
    const accounts = Array.from({ length: 30 }, (_, n) => `a${n}`);
    await world.send(...accounts.map((accountId) => world.vector(accountId, { values: HEALTHY })));
    const steps: string[] = [];
    await world.start('scorer-1', ({ kind }, phase) => {
      if (kind === 'initialise' && phase === 'before') steps.push('begins');
      if (kind === 'read-committed-offsets' && phase === 'after') steps.push('ends');
    });
    await world.settled();
    const taken = new Set(accounts.map((accountId) => partitionOf(`t/${accountId}`))).size;
    expect(steps.filter((step) => step === 'begins')).toHaveLength(taken);
    for (const [n, step] of steps.entries()) if (step === 'begins') expect(steps[n + 1]).toBe('ends');
  });
});

describe('people', () => {
  it('override a score until the override runs out, which is a change too', async () => {
    const { scorer } = await world.start('scorer-1');
    await world.send(world.vector('a', { values: HEALTHY }));
    await world.settled();
    await world.send(world.override({}));
    await world.settled();
    expect(world.scores().get('a')).toMatchObject({ scoreTenths: 200, band: 'at-risk' });
    await scorer.tick(NOON + 3_600_000 - 1);
    expect(world.changes()).toHaveLength(2);
    await scorer.tick(NOON + 3_600_000);
    await scorer.tick(NOON + 3_600_000);
    expect(world.changes().slice(1)).toMatchObject([
      { trigger: 'override', scoreTenths: 200, overrideAuthor: 'kim', causeIds: ['o1'] },
      { trigger: 'override', overrideAuthor: null, band: 'healthy', causeIds: ['o1'] },
    ]);
  });

  it('are heard again when they repeat themselves', async () => {
    await world.start('scorer-1');
    const values = { ...HEALTHY, 'likelihood-to-renew': 4 };
    for (const [i, id] of ['s1', 's2', 's2'].entries()) {
      await world.send(world.vector('a', { values, facts: i + 1, answers: { 'likelihood-to-renew': id } }));
      await world.settled();
    }
    expect(world.changes().map((c) => c.trigger)).toEqual(['initial', 'judgement']);
  });
});

describe('tenants and scorecards', () => {
  it('nothing is said while a tenant imports; then each account once, as initial', async () => {
    await world.start('scorer-1');
    await world.send(world.vector('a', { values: HEALTHY }));
    await world.settled();
    await world.send(world.tenant({ epoch: 1, importing: true }));
    await world.send(
      world.vector('a', { values: FADED, facts: 9 }),
      world.vector('b', { values: FADED, epoch: 1 }),
    );
    await world.settled();
    expect(world.changes()).toHaveLength(1);
    await world.send(world.tenant({ epoch: 2, importEndedEpoch: 2 }));
    await world.send(world.vector('a', { values: FADED, facts: 9, epoch: 1 }));
    await world.send(world.vector('a', { values: FADED, facts: 9, epoch: 2 }));
    await world.settled();
    expect(world.changes().slice(1)).toMatchObject([
      { accountId: 'a', trigger: 'initial', changeKind: 'initial', sequence: 2, previousScoreTenths: null },
    ]);
  });

  it('a new scorecard rescores every account with at most one change each, and none where nothing changes', async () => {
    const { scorer } = await world.start('scorer-1');
    const uneven = { ...FADED, 'likelihood-to-renew': 5, 'value-received': 5 };
    const accounts = Array.from({ length: 30 }, (_, i) => `a${i}`);
    await world.send(...accounts.map((id, i) => world.vector(id, { values: i < 20 ? uneven : HEALTHY })));
    await world.settled();
    await world.publish(300);
    await scorer.tick(NOON + 1);
    expect(world.changes()).toHaveLength(30);
    for (let i = 0; i < 3; i += 1) await scorer.tick(NOON + 60_000);
    const after = world.changes().filter((change) => change.sequence > 1);
    expect(new Set(after.map((c) => c.accountId)).size).toBe(20);
    expect(after).toHaveLength(20);
    expect(after[0]).toMatchObject({ trigger: 'config', changeKind: 'config', scorecardVersion: '*/2' });
    expect([...world.scores().values()].every((s) => s.scorecardVersion === '*/2')).toBe(true);
  });

  it('publishing what is published already writes nothing', async () => {
    await world.publish();
    expect(world.log.records('control.scorecards')).toHaveLength(1);
  });

  it('several that publish the same at once write it once, and none of them fails', async () => {
    await Promise.all(Array.from({ length: 4 }, () => world.publish(300)));
    expect(world.log.records('control.scorecards')).toHaveLength(2);
  });
});

import {
  type Codec,
  createCodec,
  type DeadLetter,
  registerSchemas,
  type WireScorecard,
} from '@bellwether/contracts';
import { changeToWire, type Evaluation, type IndicatorChange, NO_PROFILE } from '@bellwether/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import sample from '../../config/playbooks/sample-event.json' with { type: 'json' };
import { ACCOUNT_TOPICS, CONTROL_TOPICS } from '../../services/history/landings.ts';
import { clickHouseHistory, type HistoryStore } from '../../services/history/store.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

const NOON = Date.UTC(2026, 6, 1, 12);
const SHOWN = '2026-07-01 12:00:00.000';
let database: TestDatabase;
let codec: Codec;
let history: HistoryStore;
let tenant = 0;

beforeAll(async () => {
  const { clickhouse, schemaRegistry } = inject('stack');
  await registerSchemas(schemaRegistry.url);
  codec = await createCodec({ registryUrl: schemaRegistry.url });
  database = await createTestDatabase(clickhouse.url);
  history = clickHouseHistory({
    client: database.client,
    codec,
    registryUrl: inject('clickHouseRegistryUrl'),
  });
});
afterAll(() => database?.drop());
beforeEach(() => {
  tenant++;
});

/** Every test has a tenant of its own. */
const own = () => `t${tenant}`;

async function land(topic: string, ...messages: object[]): Promise<void> {
  const wires = messages.map((message) => codec.encode(topic, message));
  expect(await history.land(topic, wires)).toEqual({ kind: 'landed' });
}

const rowsOf = (table: string) => database.rows(`SELECT * FROM ${table} FINAL WHERE tenant_id = '${own()}'`);

function score(revision: number, closes: object[], more: object = {}): object {
  const { tenantId: _t, ...like } = sample;
  return { ...like, tenantId: own(), revision, closes, state: '{}', ...more };
}

function close(day: string, scoreTenths: number | null): object {
  const lenses = { computedTenths: 1, dataTenths: 2, humanTenths: null, leadingTenths: 3, laggingTenths: 4 };
  return {
    day,
    scoreTenths,
    ...lenses,
    band: 'watch',
    flags: ['masked-risk'],
    coveragePercent: 70,
    scorecardVersion: '*/1',
  };
}

describe('history in ClickHouse', () => {
  it('lands a score change whole, with its lines, causes and next steps', async () => {
    await land('health.score-changes', { ...sample, tenantId: own() });
    const [row] = await rowsOf('score_changes');
    expect(row).toMatchObject({
      event_id: sample.eventId,
      account_id: 'northwind',
      sequence: 7,
      as_of: '2026-07-01 10:00:00.000',
      score_tenths: 413,
      previous_score_tenths: 553,
      flags_added: ['masked-risk'],
      contributions: sample.contributions.map((line) =>
        Object.fromEntries(Object.entries(line).map(([name, value]) => [snake(name), value])),
      ),
      findings: [{ flag: 'masked-risk', revenue_at_stake: 8200 }],
      cause_ids: sample.causeIds,
      newest_cause_at: '2026-07-01 09:59:59.000',
      next_steps: sample.nextSteps,
      override_expires_at: null,
      mrr: 8200,
    });
  });

  it('keeps one row of a change that lands twice', async () => {
    await land('health.score-changes', { ...sample, tenantId: own() });
    await land(
      'health.score-changes',
      { ...sample, tenantId: own() },
      { ...sample, tenantId: own(), sequence: 8 },
    );
    expect((await rowsOf('score_changes')).map((row) => row.sequence)).toEqual([7, 8]);
  });

  it('keeps the newest score of an account, though an older one lands later', async () => {
    await land('health.scores', score(2, [], { scoreTenths: 400 }));
    await land('health.scores', score(1, [], { scoreTenths: 900 }));
    expect(await rowsOf('scores')).toMatchObject([
      { revision: 2, score_tenths: 400, account_name: 'Northwind' },
    ]);
  });

  it('keeps one row a close, as last corrected', async () => {
    await land('health.scores', score(1, [close('2026-06-29', 500), close('2026-06-30', 510)]));
    await land('health.scores', score(3, [close('2026-06-30', 520)]));
    await land('health.scores', score(2, [close('2026-06-30', null)]));
    expect(await rowsOf('health_closes')).toMatchObject([
      { day: '2026-06-29', score_tenths: 500, revision: 1, human_tenths: null, flags: ['masked-risk'] },
      { day: '2026-06-30', score_tenths: 520, revision: 3, lagging_tenths: 4, coverage_percent: 70 },
    ]);
  });

  it('lands a vector, its version past 2^64 and why values are missing', async () => {
    const live: Evaluation = {
      version: { epoch: 1, facts: 2, receivedSum: 2n ** 64n + 1n, asOf: NOON },
      values: [
        { indicator: 'nps', value: null, reason: 'never' },
        { indicator: 'logins-per-week', value: 12.5, reason: null },
      ],
      answers: [{ questionId: 'renewal', eventId: 'e1', givenAt: 1_700_000_000_000 }],
      profile: { ...NO_PROFILE, mrr: 1 },
      facets: {},
      firstDay: '2026-01-01',
      proposals: [],
    };
    const change: IndicatorChange = {
      tenantId: own(),
      accountId: 'a',
      reason: 'close',
      live,
      closes: [{ day: '2026-06-30', evaluation: live }],
      causes: { eventIds: ['e1'], count: 1, newestReceivedAt: NOON },
    };
    await land('health.indicator-changes', changeToWire(change));
    const sql = `SELECT *, toString(received_sum) AS received FROM indicator_changes WHERE tenant_id = '${own()}'`;
    expect(await database.rows(sql)).toMatchObject([
      {
        epoch: 1,
        facts: 2,
        received: '18446744073709551617',
        as_of: SHOWN,
        indicators: ['nps', 'logins-per-week'],
        values: [null, 12.5],
        reasons: ['never', ''],
        answers: [{ question_id: 'renewal', event_id: 'e1' }],
        closed_days: ['2026-06-30'],
        cause_ids: ['e1'],
        newest_cause_at: SHOWN,
      },
    ]);
  });

  it('lands overrides and the control topics', async () => {
    const override = { eventId: 'o1', tenantId: own(), accountId: 'a', change: 'set', scoreTenths: 300 };
    await land('health.overrides', {
      ...override,
      note: 'n',
      author: 'dana',
      createdAt: NOON,
      expiresAt: NOON + 1,
    });
    const ends = [{ topic: 'signals.login', partition: 3, offset: 42 }];
    const row = {
      tenantId: own(),
      epoch: 1,
      change: 'import-ended',
      asOf: null,
      importing: false,
      leaseUntil: null,
    };
    await land('control.tenants', { ...row, importEndedEpoch: 1, importEnds: ends, changedAt: NOON });
    await land('control.tenants', {
      ...row,
      epoch: 2,
      importEndedEpoch: null,
      importEnds: [],
      changedAt: NOON,
    });
    await land('control.tenants', { ...row, importEndedEpoch: 1, importEnds: ends, changedAt: NOON });
    const card = {
      tenantId: own(),
      version: 1,
      validFrom: NOON,
      content: '{}',
      author: null,
      publishedAt: NOON,
    };
    await land('control.scorecards', card satisfies WireScorecard);
    expect(await rowsOf('overrides')).toMatchObject([
      { event_id: 'o1', score_tenths: 300, created_at: SHOWN },
    ]);
    expect(await rowsOf('tenants')).toMatchObject([
      { epoch: 2, as_of: null, importing: false, import_ends: [] },
    ]);
    expect(await rowsOf('scorecards')).toMatchObject([{ version: 1, content: '{}', author: null }]);
  });

  it('keeps a dead letter once, with its bytes', async () => {
    const letter: DeadLetter = {
      deadLetterId: 'signals.login/3/42',
      topic: 'signals.login',
      partition: 3,
      offset: 42,
      key: 'x/y',
      tenantId: own(),
      accountId: null,
      reason: 'trailing-bytes',
      detail: 'd',
      value: Buffer.from([0, 1, 255]),
      service: 'indicators',
      deadLetteredAt: Date.now(),
    };
    await land('control.dead-letters', letter);
    await land('control.dead-letters', letter);
    const sql = `SELECT dead_letter_id, offset, reason, hex(value) AS bytes FROM dead_letters FINAL WHERE tenant_id = '${own()}'`;
    expect(await database.rows(sql)).toEqual([
      { dead_letter_id: 'signals.login/3/42', offset: 42, reason: 'trailing-bytes', bytes: '0001FF' },
    ]);
  });

  it('refuses bytes that are no message and says so, while a known-good one of every topic is readable', async () => {
    const good = codec.encode('health.score-changes', { ...sample, tenantId: own() });
    const outcome = await history.land('health.score-changes', [good, good.subarray(0, 40)]);
    expect(outcome.kind).toBe('refused');
    for (const topic of [...ACCOUNT_TOPICS, ...CONTROL_TOPICS])
      expect(await history.probe(topic), topic).toBe(true);
  });

  it('refuses a day that is none, in place of asking for it for ever', async () => {
    const wire = codec.encode('health.scores', score(1, [close('yesterday', 500)]));
    expect(await history.land('health.scores', [wire])).toMatchObject({ kind: 'refused' });
  });
});

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

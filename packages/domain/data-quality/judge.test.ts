import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, type Instant } from '../time/days.ts';
import { type Activity, expectedAccounts, WEEKS_COMPARED } from './activity.ts';
import { nextSourceState as judge, type TopicActivity } from './judge.ts';
import {
  HOLD_MS_AFTER_RECOVERY,
  HOLD_MS_MAX,
  HOLE_MS_MAX,
  SOURCE_STATE_NOTICE_MS,
  type SourceState,
} from './source-state.ts';

const NOW = Date.parse('2026-03-10T12:00:00.000Z');
const HOUR_MS = 3_600_000;

const nextSourceState = (
  old: SourceState | undefined,
  activity: TopicActivity,
  unread: number,
  judgedAt: Instant,
) => judge(old, activity, unread, { judgedAt, heldFrom: judgedAt + SOURCE_STATE_NOTICE_MS });

function activity(now: number, before: readonly number[], source: string | null = null): Activity {
  return { tenantId: 't', topic: 'signals.login', source, accounts: [now, ...before], heardAt: NOW - DAY_MS };
}

const weeks = (count: number) => Array.from({ length: WEEKS_COMPARED }, () => count);

function heard(now: number, before = weeks(50), ...bySource: Activity[]): TopicActivity {
  return { whole: activity(now, before), bySource };
}

/** The rows that a run of judgements, an hour apart, makes. */
function rowsOf(judgements: readonly TopicActivity[], from: Instant = NOW): SourceState[] {
  const rows: SourceState[] = [];
  for (const [hour, each] of judgements.entries()) {
    const row = nextSourceState(rows.at(-1), each, 0, from + hour * HOUR_MS);
    if (row !== null) rows.push(row);
  }
  return rows;
}

describe('what is expected', () => {
  it('is the median of the weeks since the source was first heard, silent ones included', () => {
    expect(expectedAccounts({ accounts: [0, 50, 40, 0, 60, 50, 0, 0, 0] })).toBe(50);
    expect(expectedAccounts({ accounts: [0, 50, 40, 0, 0, 60, 30] })).toBe(35);
  });

  it('is nothing with less than four weeks of history', () => {
    expect(expectedAccounts({ accounts: [0, 50, 50, 50, 0, 0, 0, 0, 0] })).toBeNull();
  });

  it('is nothing of a fleet below ten accounts', () => {
    expect(expectedAccounts({ accounts: [0, ...weeks(9)] })).toBeNull();
  });
});

describe('a source', () => {
  it('goes quiet when fewer than a tenth of the accounts are heard from, and says which', () => {
    expect(nextSourceState(undefined, heard(5), 0, NOW)).toBeNull();
    expect(nextSourceState(undefined, heard(4, weeks(50), activity(4, weeks(50), 'web')), 0, NOW)).toEqual({
      tenantId: 't',
      topic: 'signals.login',
      version: 1,
      state: 'quiet',
      sources: ['web'],
      observed: 4,
      expected: 50,
      heardAt: NOW - DAY_MS,
      since: NOW - DAY_MS,
      heldFrom: NOW + 5_000,
      heldUntil: NOW + 5_000 + HOLD_MS_MAX,
      holeUntil: NOW + 5_000 + HOLD_MS_MAX,
      judgedAt: NOW,
      summary:
        'signals.login from web of t went quiet: 4 of about 50 accounts were heard from within a day, the last at 2026-03-09T12:00Z.',
    });
  });

  it('is not expected on a day on which the fleet rests every week', () => {
    expect(rowsOf([heard(0, weeks(0)), heard(0, [3, 0, 2, 1, 0, 0, 4, 0])])).toEqual([]);
  });

  it('is not quiet on a holiday on which every tenth account is seen, nor missed for a holiday weeks ago', () => {
    expect(rowsOf([heard(6), heard(45, [50, 0, 50, 50, 50, 50, 50, 50])])).toEqual([]);
  });

  it('is not quiet while what was sent is not landed yet', () => {
    expect(nextSourceState(undefined, heard(0), 5, NOW)).toBeNull();
    expect(nextSourceState(undefined, heard(0), 4, NOW)).toMatchObject({ state: 'quiet' });
  });

  it('that is one of several is named although the others speak on', () => {
    const broken = heard(25, weeks(50), activity(25, weeks(25), 'mobile'), activity(0, weeks(40), 'web'));
    expect(nextSourceState(undefined, broken, 0, NOW)).toMatchObject({ state: 'quiet', sources: ['web'] });
  });

  it('that another one replaced is not missed', () => {
    const moved = heard(48, weeks(50), activity(48, weeks(0), 'new'), activity(0, weeks(50), 'old'));
    expect(nextSourceState(undefined, moved, 0, NOW)).toBeNull();
  });

  it('is back with half of the accounts, and its hold ends a day later', () => {
    const rows = rowsOf([heard(0), heard(10), heard(24), heard(25), heard(24)]);
    expect(rows.map(({ state, version }) => [state, version])).toEqual([
      ['quiet', 1],
      ['recovered', 2],
    ]);
    const [quiet, back] = rows as [SourceState, SourceState];
    expect(back).toMatchObject({
      since: quiet.since,
      heldFrom: quiet.heldFrom,
      heldUntil: NOW + 3 * HOUR_MS + HOLD_MS_AFTER_RECOVERY,
      holeUntil: NOW + 3 * HOUR_MS + HOLE_MS_MAX,
      summary:
        'signals.login of t is back: 25 of about 50 accounts were heard from within a day, the last at 2026-03-09T12:00Z.',
    });
  });

  it('that comes back after so long that nothing was expected any more is back too', () => {
    const [quiet] = rowsOf([heard(0)]);
    const later = NOW + 60 * DAY_MS;
    expect(nextSourceState(quiet, heard(24, weeks(0)), 0, later)).toBeNull();
    expect(nextSourceState(quiet, heard(25, weeks(0)), 0, later)).toMatchObject({
      state: 'recovered',
      expected: 50,
      heldUntil: quiet!.heldUntil,
    });
  });

  it('stays what it was at hours at which nothing is expected', () => {
    expect(rowsOf([heard(0), heard(0, weeks(0)), heard(3, weeks(2))])).toHaveLength(1);
  });
});

describe('whatever is heard, and whoever judges it', () => {
  const count = fc.integer({ min: 0, max: 60 });
  const judged = fc.record({
    now: count,
    before: fc.array(count, { minLength: WEEKS_COMPARED, maxLength: WEEKS_COMPARED }),
    web: count,
  });
  const judgements = fc.array(
    judged.map(({ now, before, web }) => heard(now, before, activity(web, before, 'web'))),
    { maxLength: 400 },
  );

  it('states alternate, versions have no gap, and the same judgement again says nothing', () => {
    fc.assert(
      fc.property(judgements, (each) => {
        const rows = rowsOf(each);
        expect(rows.map(({ version }) => version)).toEqual(rows.map((_, i) => i + 1));
        expect(rows.every(({ state }, i) => state === (i % 2 === 0 ? 'quiet' : 'recovered'))).toBe(true);
        for (const row of rows) {
          for (const other of each) expect(nextSourceState(row, other, 0, row.judgedAt)).toBeNull();
        }
      }),
    );
  });

  it('nothing is held for longer than the longest hold in one go', () => {
    fc.assert(
      fc.property(judgements, (each) => {
        const rows = rowsOf(each);
        let heldSince: Instant | null = null;
        for (let at = NOW; at < NOW + (each.length + 200) * HOUR_MS; at += HOUR_MS) {
          const newest = rows.findLast(({ judgedAt }) => judgedAt < at);
          if (newest === undefined || at < newest.heldFrom || at >= newest.heldUntil) heldSince = null;
          else {
            heldSince ??= at;
            expect(at - heldSince).toBeLessThan(HOLD_MS_MAX);
          }
        }
      }),
    );
  });
});

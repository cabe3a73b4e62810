import { closeOf, DAY_MS, implicitTenant, type Tenant } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../ports.ts';
import { Agenda, type DueJob, type Stretch, type SweepJob } from './agenda.ts';
import { Landed } from './gate.ts';

const NOON = Date.parse('2026-03-10T12:00:00.000Z');
const SETTINGS = { ...DEFAULT_SETTINGS, lookEveryMs: 10 * DAY_MS };
const account = (accountId: string) => ({ tenantId: 't', accountId });
const more = (...ids: string[]) => ({ accounts: ids.map(account), last: false });
const last = (...ids: string[]) => ({ accounts: ids.map(account), last: true });

function tenant(change: Partial<Tenant>): [string, Tenant][] {
  return [['t', { ...implicitTenant('t'), ...change }]];
}

function agendaOf(rows: [string, Tenant][], partitions = [0, 1], landed = new Landed()): Agenda {
  const agenda = new Agenda(partitions, SETTINGS);
  expect(agenda.next(NOON)).toEqual({ kind: 'look' });
  agenda.looked(NOON, rows, landed);
  return agenda;
}

function sweepAll(agenda: Agenda, now: number): string {
  const job = agenda.next(now) as SweepJob;
  agenda.swept(job, last());
  return job.reason;
}

describe('the agenda', () => {
  it('looks at tenants first, then passes over every account once, page by page', () => {
    const agenda = agendaOf([]);
    const first = agenda.next(NOON) as SweepJob;
    expect(first).toEqual({ kind: 'sweep', reason: 'takeover', after: null });
    agenda.swept(first, more('a', 'b'));
    expect(agenda.takenOver).toBe(false);
    const second = agenda.next(NOON) as SweepJob;
    expect(second.after).toEqual(account('b'));
    agenda.swept(second, last('c'));
    expect(agenda.takenOver).toBe(true);
    expect(agenda.next(NOON)).toBeNull();
  });

  it('never goes on from a stretch of no accounts, which would not end', () => {
    const agenda = agendaOf([]);
    const job = agenda.next(NOON) as SweepJob;
    expect(() => agenda.swept(job, more())).toThrow('a stretch of no accounts has to be the last');
  });

  it('passes over them again hourly, and after every midnight', () => {
    const agenda = agendaOf([], [1, 2]);
    expect(sweepAll(agenda, NOON)).toBe('takeover');
    expect(agenda.next(NOON + 3_599_999)).toBeNull();
    expect(sweepAll(agenda, NOON + 3_600_000)).toBe('clock');
    expect(sweepAll(agenda, closeOf('2026-03-10') + 1)).toBe('close');
  });

  it('judges sources before each of those where it owns partition 0, not before what a takeover starts with', () => {
    const agenda = agendaOf([], [0, 1]);
    expect(sweepAll(agenda, NOON)).toBe('takeover');
    for (const now of [NOON + 3_600_000, closeOf('2026-03-10') + 1]) {
      expect(agenda.next(now)).toEqual({ kind: 'judge-sources' });
      agenda.judgedSources();
      const page = agenda.next(now) as SweepJob;
      agenda.swept(page, more('a', 'b'));
      agenda.swept(agenda.next(now) as SweepJob, last('c'));
      expect(agenda.next(now)).toBeNull();
    }
  });

  it('owns nothing, owes nothing', () => {
    expect(new Agenda([], SETTINGS).next(NOON)).toBeNull();
  });

  it('evaluates due accounts until none is left, before anything else', () => {
    const agenda = agendaOf(tenant({ epoch: 3 }));
    const job = agenda.next(NOON) as DueJob;
    expect(job).toMatchObject({ kind: 'due', tenantId: 't', epoch: 3, partitions: [0, 1], after: null });
    agenda.dueWorked(job, more('a', 'b'), 0);
    const second = agenda.next(NOON) as DueJob;
    expect(second.after).toEqual(account('b'));
    agenda.looked(NOON, tenant({ epoch: 3 }), new Landed());
    expect(agenda.next(NOON)).toEqual(second);
    agenda.dueWorked(second, last('c'), 0);
    const again = agenda.next(NOON) as DueJob;
    expect(again.after).toBeNull();
    agenda.dueWorked(again, last(), 0);
    expect(agenda.next(NOON)).toMatchObject({ kind: 'sweep' });
  });

  it('is done when a pass over them finds only such that have nothing to say, which hide none behind them', () => {
    const agenda = agendaOf(tenant({ epoch: 3 }));
    const worked = (stretch: Stretch, silent: number) =>
      agenda.dueWorked(agenda.next(NOON) as DueJob, stretch, silent);
    worked(more('a', 'b'), 2);
    worked(last('c'), 0);
    expect(agenda.next(NOON)).toMatchObject({ kind: 'due', after: null });
    worked(more('a', 'b'), 2);
    expect(agenda.next(NOON)).toMatchObject({ kind: 'due', after: account('b') });
    worked(last(), 0);
    expect(agenda.next(NOON)).toMatchObject({ kind: 'sweep' });
  });

  it('waits with accounts of a partition until an import has been landed there', () => {
    const landed = new Landed();
    const ends = [0, 1].map((partition) => ({ topic: 'signals.login', partition, offset: 5n }));
    landed.advance([{ topic: 'signals.login', partition: 1, offset: 5n }]);
    const agenda = agendaOf(tenant({ epoch: 2, importEndedEpoch: 2, importEnds: ends }), [0, 1], landed);
    expect(agenda.next(NOON)).toMatchObject({ kind: 'due', partitions: [1] });
  });

  it('ends an import whose lease has run out, if it owns partition 0', () => {
    const rows = tenant({ epoch: 1, importing: true, leaseUntil: NOON - 1 });
    expect(agendaOf(rows, [0]).next(NOON)).toEqual({ kind: 'end-import', tenantId: 't' });
    expect(agendaOf(rows, [1]).next(NOON)).toMatchObject({ kind: 'sweep' });
    const running = tenant({ epoch: 1, importing: true, leaseUntil: NOON });
    expect(agendaOf(running, [0]).next(NOON)).toMatchObject({ kind: 'sweep' });
  });
});

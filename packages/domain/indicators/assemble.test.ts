import { describe, expect, it } from 'vitest';
import { assembleMeasured, type SourceAnswer, type ValueRow } from './assemble.ts';
import { indicatorById } from './catalogue.ts';
import { composeEvaluation } from './composer.ts';

const query = composeEvaluation([indicatorById('nps')!, indicatorById('csat')!]);
const from = (id: string, ...rows: ValueRow[]): SourceAnswer => ({
  composed: query.sources.find(({ source }) => source.id === id)!,
  rows,
});
const request = { tenantId: 't', accountId: 'a', asOf: 1000 };

describe('evaluations', () => {
  it('say never for a source without rows, and nothing at all for an account without facts', () => {
    const [known, unknown] = assembleMeasured(
      query,
      [request, request],
      [[0, '3', '18446744073709551616', '2026-01-01', ['signals.survey']]],
      [from('surveys', [0, [25, null], ['never', 'too-little-history'], []])],
      () => 4,
    );
    expect(unknown).toBeNull();
    expect(known).toMatchObject({
      version: { epoch: 4, facts: 3, receivedSum: 18446744073709551616n, asOf: 1000 },
      values: [
        { indicator: 'nps', value: 25, reason: null },
        { indicator: 'csat', value: null, reason: 'too-little-history' },
      ],
      answers: [],
      profile: { name: null, mrr: null, renewalAt: null },
      firstDay: '2026-01-01',
    });
  });

  it('carry the account’s answers and profile', () => {
    const [known] = assembleMeasured(
      query,
      [request],
      [[0, '1', '1', '2026-01-01', []]],
      [
        from('assessments', [0, [], [], ['[["tone","e1",7]]']]),
        from('accounts', [0, [], [], ['Acme', null, null, null, null, null]]),
        from('subscriptions', [0, [], [], ['99.5', '1700000000000']]),
      ],
      () => 1,
    );
    expect(known?.answers).toEqual([{ questionId: 'tone', eventId: 'e1', givenAt: 7 }]);
    expect(known?.profile).toMatchObject({ name: 'Acme', mrr: 99.5, renewalAt: 1_700_000_000_000 });
    expect(known?.values.map((v) => v.reason)).toEqual(['never', 'never']);
  });
});

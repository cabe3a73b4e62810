import { describe, expect, it } from 'vitest';
import sample from '../../../config/playbooks/sample-event.json' with { type: 'json' };
import { tryPlaybook } from './try.ts';

const file = (rule: object) => JSON.stringify({ id: 'p', title: 'P', ...rule });

describe('trying a playbook', () => {
  it('shows the filled-in actions of a match', () => {
    const rule = {
      when: [{ hasFlag: 'masked-risk' }],
      do: [{ log: '{{account.csm}}: {{account.name}} {{score}}' }],
    };
    expect(tryPlaybook(file(rule), sample, JSON.parse)).toMatchObject({
      kind: 'tried',
      match: { kind: 'matched', condition: 0 },
      actions: [{ kind: 'log', index: 0, line: 'Dana Ortiz: Northwind 41.3' }],
      unknownFields: [],
    });
  });

  it('says why it would do nothing', () => {
    const rule = { when: [{ bandEntered: 'at-risk' }], do: [{ log: 'x' }] };
    expect(tryPlaybook(file(rule), sample, JSON.parse)).toMatchObject({
      match: { kind: 'skipped', reason: 'no-condition-holds' },
      actions: [],
    });
  });

  it('names template fields the event does not have', () => {
    const rule = {
      when: [{ hasFlag: 'silent-fan' }],
      do: [{ webhook: { url: 'http://h/', body: { a: '{{acount.name}}' } } }],
    };
    expect(tryPlaybook(file(rule), sample, JSON.parse)).toMatchObject({ unknownFields: ['acount.name'] });
  });

  it('reports every problem of the file at once, misspelt and empty conditions included', () => {
    const rule = { when: [{ bandEnterd: 'at-risk' }, {}, { hasFlag: 'masked_risk' }], do: [] };
    const trial = tryPlaybook(file(rule), sample, JSON.parse);
    expect(trial.kind).toBe('invalid-playbook');
    const problems = trial.kind === 'invalid-playbook' ? trial.problems.join('\n') : '';
    expect(problems).toContain('bandEnterd');
    expect(problems).toContain('when.1: a condition needs at least one key');
    expect(problems).toContain('when.2.hasFlag');
    expect(problems).toContain('masked-risk');
    expect(problems).toContain('do:');
  });

  it('reports a file that does not parse, and an event of the wrong shape', () => {
    expect(tryPlaybook('{', sample, JSON.parse).kind).toBe('invalid-playbook');
    const rule = file({ when: [{ hasFlag: 'silent-fan' }], do: [{ log: 'x' }] });
    expect(tryPlaybook(rule, { eventId: 1 }, JSON.parse).kind).toBe('invalid-event');
  });
});

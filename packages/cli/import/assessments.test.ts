import { join } from 'node:path';
import { closeOf } from '@bellwether/domain';
import { evaluateNaively, historyOf, type Signal } from '@bellwether/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../stack/project.ts';
import { signalCheck } from './check-signal.ts';
import { type ImportCounts, importRows, type Reject } from './import-rows.ts';
import { loadMapping } from './load-mapping.ts';
import { createTransform, type ImportedSignal } from './transform.ts';

const MAPPINGS = join(PROJECT_ROOT, 'config', 'mappings');

describe('a spreadsheet of old assessments', () => {
  const sent: ImportedSignal[] = [];
  const rejects: Reject[] = [];
  let counts: ImportCounts;

  beforeAll(async () => {
    const mapping = loadMapping(join(MAPPINGS, 'assessments.yaml'));
    const check = signalCheck({ asOf: closeOf('2024-12-31'), now: closeOf('2026-01-01') });
    const context = {
      mapping,
      tenantId: 'acme',
      receivedAt: closeOf('2024-12-31'),
      lookups: new Map(),
      check,
    };
    counts = await importRows({
      mapping,
      folder: join(MAPPINGS, 'examples'),
      transform: createTransform(context),
      send: async (signals) => void sent.push(...signals),
      reject: (reject) => rejects.push(reject),
    });
  });

  const valuesOf = (accountId: string, day: string) => {
    const copies = sent
      .filter(({ signal }) => signal.accountId === accountId)
      .map(({ topic, signal }) => ({ ...signal, topic }) as unknown as Signal);
    const evaluation = evaluateNaively(historyOf(copies), closeOf(day), 1)!;
    return (indicator: string) => {
      const read = evaluation.values.find((value) => value.indicator === indicator)!;
      return read.value ?? read.reason;
    };
  };

  it('becomes one signal a row', () => {
    expect(rejects).toEqual([]);
    expect([counts.read, counts.accepted, sent.length]).toEqual([8, 8, 8]);
  });

  it('has scores and words as they were given, whoever gave them', () => {
    const value = valuesOf('amber-bank', '2024-03-31');
    expect([value('likelihood-to-renew'), value('value-received'), value('outlook')]).toEqual([2, 3, 2]);
    expect(sent.find(({ signal }) => signal.questionId === 'outlook')?.signal).toMatchObject({
      templateVersion: 'library/1',
      answer: 'They compare us with two others, and nobody defends us.',
      assessorRole: 'sales',
    });
    expect(valuesOf('amber-bank', '2024-02-28')('likelihood-to-renew')).toBe(4);
  });

  it('takes back what was withdrawn, and nothing else of that sitting', () => {
    const value = valuesOf('birch-labs', '2024-03-31');
    expect([value('communication-tone'), value('relationship-strength')]).toEqual(['not-applicable', 5]);
  });

  it('is old by when it was given, not by when it was imported', () => {
    expect(valuesOf('amber-bank', '2024-03-31')('judgement-age')).toBe(11);
  });
});

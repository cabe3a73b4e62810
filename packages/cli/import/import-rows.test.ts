import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importRows, type Reject } from './import-rows.ts';
import { parseMapping } from './load-mapping.ts';
import { createTransform, type ImportedSignal, type Signal } from './transform.ts';

const YAML = `
source: shop
files:
  - file: logins.csv
    signals:
      - topic: signals.login
        id: '{id}'
        account: '{account}'
        occurredAt: { instant: at }
        fields: { kind: login, method: '{method}' }
  - file: uses.jsonl
    signals:
      - topic: signals.feature-use
        id: '{id}'
        account: '{who.account}'
        occurredAt: { instant: at }
        fields: { feature: '{feature}', count: 1 }
`;
const mapping = parseMapping(YAML, 'shop.yaml');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bellwether-import-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function runImport(csv: string, jsonl: string) {
  writeFileSync(join(folder, 'logins.csv'), csv);
  writeFileSync(join(folder, 'uses.jsonl'), jsonl);
  const sent: ImportedSignal[] = [];
  const rejects: Reject[] = [];
  const counts = await importRows({
    mapping,
    folder,
    transform: createTransform({
      mapping,
      tenantId: 't',
      receivedAt: 1,
      lookups: new Map(),
      check: (_topic, candidate) => ({ kind: 'valid', signal: candidate as Signal }),
    }),
    send: async (signals) => void sent.push(...signals),
    reject: (reject) => rejects.push(reject),
  });
  return { counts, sent, rejects };
}

const USES = '{"id":1,"who":{"account":"b"},"feature":"x","at":"2024-01-03"}\n';

describe('importing rows', () => {
  it('reads CSV and JSON lines, and its numbers add up', async () => {
    const { counts, sent } = await runImport(
      'id,account,at,method\n1,a,2024-01-01,sso\n2,b,2024-01-02T10:00Z,\n',
      USES,
    );
    expect(counts).toMatchObject({ read: 3, accepted: 3, rejected: 0 });
    expect(counts.signals).toEqual({ 'signals.login': 2, 'signals.feature-use': 1 });
    expect([...counts.accounts]).toEqual(['a', 'b']);
    expect(sent.map(({ signal }) => signal.accountId)).toEqual(['a', 'b', 'b']);
  });

  it('rejects what cannot be read, with file, line and reason, and goes on', async () => {
    const csv =
      'id,account,at,method\n1,a,2024-01-01,sso\n2,b,2024-01-02\n3,c,tomorrow,sso\n4,d,2024-01-04,"sso, or ""so"""\n';
    const { counts, rejects, sent } = await runImport(csv, `${USES}{"id":2,\n[1]\n`);
    expect(counts).toMatchObject({ read: 7, accepted: 3, rejected: 4 });
    expect(rejects.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'logins.csv:3',
      'logins.csv:4',
      'uses.jsonl:2',
      'uses.jsonl:3',
    ]);
    expect(rejects[1]).toMatchObject({ row: { id: '3', at: 'tomorrow' } });
    expect(rejects[1]?.reason).toContain("'tomorrow' fits none of iso");
    expect(sent.find(({ signal }) => signal.accountId === 'd')?.signal.method).toBe('sso, or "so"');
  });

  it('rejects a different row under an id already taken, since one of them would be lost', async () => {
    const csv = 'id,account,at,method\n1,a,2024-01-01,sso\n1,a,2024-01-01,password\n';
    const { counts, rejects } = await runImport(csv, '');
    expect(counts).toMatchObject({ read: 2, accepted: 1, rejected: 1 });
    expect(rejects[0]?.reason).toContain('its id is that of logins.csv:2');
  });

  it('accepts an identical row twice as one fact', async () => {
    const csv = 'id,account,at,method\n1,a,2024-01-01,sso\n1,a,2024-01-01,sso\n';
    const { counts } = await runImport(csv, '');
    expect(counts).toMatchObject({ read: 2, accepted: 2, distinct: { 'signals.login': 1 } });
  });

  it('names every missing column before the first row is sent', async () => {
    const failed = await runImport('id,konto,at\n1,a,2024-01-01\n', '').catch((error) => error);
    expect(failed.details).toHaveLength(2);
    expect(failed.details[0]).toContain("no column 'account'; there is id, konto, at");
  });
});

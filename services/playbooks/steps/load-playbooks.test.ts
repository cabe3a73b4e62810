import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { loadPlaybooks, PlaybooksInvalid } from './load-playbooks.ts';

const shipped = fileURLToPath(new URL('../../../config/playbooks', import.meta.url));
const made: string[] = [];

async function directory(files: Record<string, string>): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'playbooks-'));
  made.push(path);
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text);
  return path;
}

afterEach(async () => {
  for (const path of made.splice(0)) await rm(path, { recursive: true });
});

const rule = (id: string, action: string) =>
  `id: ${id}\ntitle: T\nwhen: [{ hasFlag: fading }]\ndo: [{ ${action} }]\n`;

function problemsOf(load: () => unknown): readonly string[] {
  try {
    load();
    return [];
  } catch (error) {
    if (error instanceof PlaybooksInvalid) return error.problems;
    throw error;
  }
}

describe('loading playbooks', () => {
  it('reads the shipped ones', async () => {
    const playbooks = loadPlaybooks(shipped, {});
    expect(playbooks.map((playbook) => playbook.id)).toContain('tell-the-csm');
  });

  it('reports the problems of all files at once, by file', async () => {
    const webhook = 'webhook: { url: "http://h/", secretHeaders: { Authorization: CRM_TOKEN } }';
    const path = await directory({
      'a.yaml': rule('same', 'log: x'),
      'b.yaml': rule('same', 'log: x'),
      'c.yaml': 'id: [',
      'd.yaml': rule('crm', webhook),
      'ignored.txt': 'x',
    });
    expect(problemsOf(() => loadPlaybooks(path, {}))).toMatchObject([
      expect.stringContaining('b.yaml: id same is taken'),
      expect.stringContaining('c.yaml: '),
      'd.yaml: CRM_TOKEN is not set in the environment',
    ]);
    await rm(join(path, 'b.yaml'));
    await rm(join(path, 'c.yaml'));
    expect(loadPlaybooks(path, { CRM_TOKEN: 't' })).toHaveLength(2);
  });
});

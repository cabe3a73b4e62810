import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { signalTopics } from '@bellwether/contracts';
import { INDICATORS } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');

describe('the README', () => {
  it('names every topic in the table of what unlocks what, and only indicators there are', () => {
    const table = readme.slice(
      readme.indexOf('### What each topic unlocks'),
      readme.indexOf('## Follow one event'),
    );
    const topics = signalTopics.map((topic) => `| ${topic.name.replace('signals.', '')} |`);
    expect(topics.filter((name) => !table.includes(name))).toEqual([]);
    const ids = new Set(INDICATORS.map(({ id }) => id));
    const named = [...table.matchAll(/\b[a-z]+(?:-[a-z]+)+\b/g)].map(([name]) => name);
    const unknown = named.filter((name) => !ids.has(name) && !topics.includes(`| ${name} |`));
    expect(unknown).toEqual([]);
  });

  it.each(['README.md', 'services/README.md', ...pages('docs/')])(
    'links only to what exists, in %s',
    (page) => {
      const text = readFileSync(new URL(page, root), 'utf8');
      const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1]!);
      const dead = links.filter((link) => !existsSync(new URL(link, new URL(page, root))));
      expect(dead).toEqual([]);
    },
  );
});

function pages(folder: string): string[] {
  return readdirSync(new URL(folder, root), { recursive: true })
    .map((name) => `${folder}${name}`)
    .filter((name) => name.endsWith('.md'));
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readIndicators } from '@bellwether/configuration';
import { signalTopics } from '@bellwether/contracts';
import { lineageOf } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';

const INDICATORS = readIndicators();
const root = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');

describe('the README', () => {
  const table = readme.slice(
    readme.indexOf('### What each topic unlocks'),
    readme.indexOf('## Follow one event'),
  );
  const rows = [...table.matchAll(/^\| ([a-z][a-z-]*) \| ([^|]+) \| ([^|]*)\|$/gm)].map(
    ([, topic, , groups]) => ({
      topic: `signals.${topic}`,
      groups: groups!.split(',').flatMap((group) => group.trim() || []),
    }),
  );

  it('says of every topic what it unlocks, and of every group what unlocks it', () => {
    expect(rows.slice(1).map(({ topic }) => topic)).toEqual(signalTopics.map(({ name }) => name));
    const named = new Set(rows.slice(1).flatMap(({ groups }) => groups));
    expect(named).toEqual(new Set(INDICATORS.map(({ group }) => group)));
  });

  it.each(rows.slice(1))(
    'names with $topic only groups that it unlocks an indicator of',
    ({ topic, groups }) => {
      const readers = INDICATORS.filter((indicator) =>
        [...lineageOf(indicator, INDICATORS).fields].some((field) => field.startsWith(`${topic}.`)),
      );
      expect(groups.filter((group) => !readers.some((reader) => reader.group === group))).toEqual([]);
    },
  );

  it.each([
    ['active-days.ts', '../../packages/domain/indicators/', '../'],
    ['oracle.ts', '../../packages/testkit/oracles/', './'],
  ])('shows the %s that is compiled and tested, with the imports it has in its place', (file, from, to) => {
    const text = readFileSync(new URL(`docs/adding-an-indicator/${file}`, root), 'utf8');
    const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
    expect(blocks).toContain(text.replaceAll(from, to));
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

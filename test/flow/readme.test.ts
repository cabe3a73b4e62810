import { existsSync, readFileSync } from 'node:fs';
import { signalTopics } from '@bellwether/contracts';
import { INDICATORS } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

describe('the README', () => {
  it('names every indicator and every topic in the table of what unlocks what', () => {
    const table = readme.slice(
      readme.indexOf('### What each topic unlocks'),
      readme.indexOf('## Follow one event'),
    );
    const missing = [
      ...INDICATORS.map((indicator) => indicator.id),
      ...signalTopics.map((topic) => `| ${topic.name.replace('signals.', '')} |`),
    ].filter((name) => !table.includes(name));
    expect(missing).toEqual([]);
  });

  it('links only to what exists', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1]!);
    expect(links.length).toBeGreaterThan(10);
    const dead = links.filter((link) => !existsSync(new URL(`../../${link}`, import.meta.url)));
    expect(dead).toEqual([]);
  });
});

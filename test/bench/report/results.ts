import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Section } from '../measurement.ts';
import { machineText } from './machine.ts';
import { markdownOf } from './markdown.ts';

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const RESULTS = at('docs/benchmarks.json');
export const REPORT = at('docs/benchmarks.md');

/** What each measurement found when it was last run, in the order of the catalogue. */
interface Kept {
  readonly id: string;
  /** What bears on it, as the command line says it. */
  readonly options: string;
  readonly measuredAt: string;
  readonly commit: string;
  readonly machine: string;
  readonly section: Section;
}

/** Puts a result in the place of the one before it and writes the report anew from all there are. */
export function keep(
  { id, options, commit, section }: Pick<Kept, 'id' | 'options' | 'commit' | 'section'>,
  order: readonly string[],
): void {
  const measuredAt = new Date().toISOString().slice(0, 16);
  const machine = machineText();
  const others = readKept().filter((kept) => kept.id !== id && order.includes(kept.id));
  const all = [...others, { id, options, measuredAt, commit, machine, section }].sort(
    (a, b) => order.indexOf(a.id) - order.indexOf(b.id),
  );
  mkdirSync(at('docs'), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(all, null, 2)}\n`);
  writeFileSync(REPORT, reportOf(all));
}

/** All that is kept. */
export function readKept(): Kept[] {
  return existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as Kept[]) : [];
}

const HEAD = `# Benchmarks

Written by \`npm run bench\`; do it again with \`npm run bench -- <name>\`. Absolute figures are of small machines on
which the broker, the engine, the load and the measured program share the cores, and not always of the same one: it stands below each
chapter, with what one core of it hashes. So compare the ratios: each is taken within one round and stands with the median, least and most of
all rounds, where there is more than one.`;

/** The report from all that is kept. */
export function reportOf(all: readonly Kept[]): string {
  const chapters = all.map(
    ({ id, options, measuredAt, commit, machine, section }) =>
      `${markdownOf(section)}\n\n\`${`npm run bench -- ${id} ${options}`.trim()}\`, ${measuredAt} UTC, at ${commit}, ${machine}.`,
  );
  return `${[HEAD, ...chapters].join('\n\n')}\n`;
}

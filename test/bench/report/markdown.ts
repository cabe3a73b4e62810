import type { Section, Table } from '../measurement.ts';

/** A chapter as it stands in docs/benchmarks.md. */
export function markdownOf({ title, text, tables }: Section): string {
  return [`## ${title}`, text, ...tables.map(tableText)].join('\n\n');
}

function tableText({ title, columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const head = [line(columns), line(columns.map(() => '---'))];
  return [...(title === undefined ? [] : [`**${title}**`, '']), ...head, ...rows.map(line)].join('\n');
}

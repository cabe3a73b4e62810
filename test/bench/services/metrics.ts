import type { ServiceProcess } from '../../support/service-process.ts';

/** The sum of a metric's samples that have all these labels, as the service tells it now; 0 where there are none. */
export async function metricOf(
  { port }: Pick<ServiceProcess, 'port'>,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  return sumOf(await answer.text(), name, labels);
}

/** From Prometheus' text format. */
export function sumOf(text: string, name: string, labels: Readonly<Record<string, string>>): number {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .filter((line) => wanted.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}

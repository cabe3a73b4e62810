import type { BenchContext, Section, Table } from '../measurement.ts';
import { milliseconds, ratiosOf, spreadOf, spreadText, thousands, twoDigits } from '../report/figures.ts';
import { BATCHES, type Found, LIMIT_MS, stepSeconds } from './found.ts';

export function sectionOf(
  found: ReadonlyMap<number, readonly Found[]>,
  { seconds, size }: BenchContext,
): Section {
  const of = (batch: number, what: (step: Found) => number) => found.get(batch)!.map(what);
  const signals = (batch: number) => of(batch, ({ signalsPerSecond }) => signalsPerSecond);
  const [alone, ...together] = BATCHES;
  const ratios: Table = {
    columns: ['ratio', 'measured'],
    rows: together.map((batch) => [
      `signals a second, ${batch} a request ÷ ${alone} a request`,
      spreadText(ratiosOf(signals(batch), signals(alone)), twoDigits),
    ]),
  };
  const absolute: Table = {
    columns: ['signals a request', 'signals a second', 'requests a second', 'connections', 'p99'],
    rows: BATCHES.map((batch) => [
      String(batch),
      spreadText(spreadOf(signals(batch)), thousands),
      spreadText(spreadOf(of(batch, ({ requestsPerSecond }) => requestsPerSecond)), thousands),
      spreadText(spreadOf(of(batch, ({ connections }) => connections)), String),
      spreadText(spreadOf(of(batch, ({ p99Ms }) => p99Ms)), milliseconds),
    ]),
  };
  const text = `Requests to the gateway over HTTP by autocannon, each connection sending the next when the last is answered, and the gateway answering
when the broker has every signal. 1, 2, 4, … connections, ${stepSeconds(seconds)} s each, until the 99th percentile reaches ${LIMIT_MS} ms twice in a row; the step with the most
requests below that stands here. The mix of the workload, over ${size.accounts} accounts. The limit of requests a key is lifted. The load runs on the same cores.`;
  return { title: 'Gateway', text, tables: [ratios, absolute] };
}

import { type AccountRef, accountKey } from '@bellwether/domain';
import type { Pipeline } from './pipeline.ts';

/** The fields of a score change that tests look at; see schemas/avro/health.score-changes. */
export interface SeenChange {
  readonly eventId: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly sequence: number;
  readonly scoreTenths: number | null;
  readonly previousScoreTenths: number | null;
  readonly band: string;
  readonly trigger: string;
  readonly triggers: readonly string[];
  readonly changeKind: string;
  readonly flags: readonly string[];
  readonly flagsAdded: readonly string[];
  readonly causeIds: readonly string[];
  readonly contributions: readonly { id: string; tenths: number; deltaTenths: number }[];
}

/** What a read-committed reader sees of one account's (or tenant's) changes from now on, in order. */
export async function changesOf(pipeline: Pipeline, of: AccountRef | { tenantId: string }) {
  const all: SeenChange[] = [];
  const wanted = 'accountId' in of ? accountKey(of) : `${of.tenantId}/`;
  const tail = await pipeline.log.tail({
    topics: ['health.score-changes'],
    from: 'now',
    onRecord: ({ topic, key, value }) => {
      if ('accountId' in of ? key?.toString() !== wanted : !key?.toString().startsWith(wanted)) return;
      const decoded = pipeline.codec.decode<SeenChange>(topic, value);
      if (decoded.kind !== 'value') throw new Error(`a score change is ${decoded.kind}`);
      all.push(decoded.value);
    },
  });
  return { all, close: () => tail.close() };
}

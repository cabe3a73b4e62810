import type { Codec } from '@bellwether/contracts';
import { composeEvaluation, type FactStore, INDICATORS, type Indicator } from '@bellwether/domain';
import type { ClickHouse } from './connect.ts';
import { dueAccounts, firstDaysOf, ownedAccounts } from './fact-store/accounts.ts';
import { evaluateAll } from './fact-store/evaluate.ts';
import type { OnHalved } from './fact-store/in-halves.ts';
import { landReadings } from './fact-store/readings.ts';
import { recomputeBuckets } from './fact-store/recompute.ts';
import { readRecorded, recordChanges } from './fact-store/vectors.ts';
import { factLanding, landWires } from './landing.ts';
import { probeWires } from './probe.ts';

export interface FactStoreOptions {
  readonly client: ClickHouse;
  readonly codec: Pick<Codec, 'encode'>;
  /** The schema registry as ClickHouse reaches it. */
  readonly registryUrl: string;
  /** Which to evaluate, in this order; all by default. */
  readonly indicators?: readonly Indicator[];
  /** Reads what the lists behind indicators need as well: for somebody who looks, see itemsOf. */
  readonly items?: boolean;
  /** Told when something is asked again for less at a time, which costs more; by default nobody is. */
  readonly onHalved?: OnHalved;
}

/** {@link FactStore} on ClickHouse. Rejects with a ClickHouseFailure, which says whether trying again can help. */
export function createFactStore(options: FactStoreOptions): FactStore {
  const { client, codec, registryUrl, indicators = INDICATORS, items = false, onHalved = () => {} } = options;
  const evaluating = { client, query: composeEvaluation(indicators, { items }), onHalved };
  return {
    land: (topic, facts) =>
      landWires({
        client,
        landing: factLanding(topic),
        wires: facts.map(({ wire }) => wire),
        registryUrl,
      }),
    probe: (topic) => probeWires({ client, codec, topic, landing: factLanding(topic), registryUrl }),
    landReadings: (texts) => landReadings(client, texts),
    recompute: (buckets, epochOf) => recomputeBuckets(client, buckets, epochOf, onHalved),
    evaluate: (requests, epochOf) => evaluateAll(evaluating, requests, epochOf),
    firstDays: (accounts) => firstDaysOf(client, accounts),
    recorded: (accounts) => readRecorded(client, accounts),
    record: (changes) => recordChanges(client, changes),
    owned: (partitions, after, limit) => ownedAccounts(client, partitions, after, limit),
    due: (asked, after, limit) => dueAccounts(client, asked, after, limit),
  };
}

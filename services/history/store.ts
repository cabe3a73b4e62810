import { type ClickHouse, landWires, probeWires } from '@bellwether/clickhouse';
import type { Codec } from '@bellwether/contracts';
import type { LandOutcome } from '@bellwether/domain';
import { landingsOf } from './landings.ts';

/** Where history keeps what it reads. Landing is an upsert: repeating it changes nothing. */
export interface HistoryStore {
  /** Stores registry-framed Avro values of one topic. When refused, some tables may have them. */
  land(topic: string, wires: readonly Uint8Array[]): Promise<LandOutcome>;
  /** True when a known-good message of the topic can be read: the schema path works, so a refusal is the data's. */
  probe(topic: string): Promise<boolean>;
}

export interface ClickHouseHistory {
  readonly client: ClickHouse;
  readonly codec: Codec;
  /** The registry as ClickHouse reaches it. */
  readonly registryUrl: string;
}

/** One table after the other: closes before the score that announces them. */
export function clickHouseHistory({ client, codec, registryUrl }: ClickHouseHistory): HistoryStore {
  return {
    async land(topic, wires) {
      for (const landing of landingsOf(topic)) {
        const outcome = await landWires({ client, landing, wires, registryUrl });
        if (outcome.kind === 'refused') return outcome;
      }
      return { kind: 'landed' };
    },
    async probe(topic) {
      for (const landing of landingsOf(topic)) {
        if (!(await probeWires({ client, codec, topic, landing, registryUrl }))) return false;
      }
      return true;
    },
  };
}

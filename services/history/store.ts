import type { LandOutcome } from '@bellwether/domain';

/** Where history keeps what it reads. Landing is an upsert: repeating it changes nothing. */
export interface HistoryStore {
  /** Stores registry-framed Avro values of one topic, all or none of them. */
  land(topic: string, wires: readonly Uint8Array[]): Promise<LandOutcome>;
  /** True when a known-good message of the topic can be read: the schema path works, so a refusal is the data's. */
  probe(topic: string): Promise<boolean>;
}

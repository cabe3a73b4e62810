import { type Codec, newestSchema, sampleOf } from '@bellwether/contracts';
import type { ClickHouse } from './connect.ts';
import { landWires, type WireLanding } from './landing.ts';

export interface ProbeRequest {
  readonly client: ClickHouse;
  readonly codec: Pick<Codec, 'encode'>;
  readonly topic: string;
  readonly landing: WireLanding;
  readonly registryUrl: string;
}

/**
 * True when a known-good message of the topic can be read all the way to its row, which is then kept nowhere: the
 * registry, the schema and the columns are in order, so a refusal is the data's. Rejects like {@link landWires}.
 */
export async function probeWires({
  client,
  codec,
  topic,
  landing,
  registryUrl,
}: ProbeRequest): Promise<boolean> {
  const wires = [codec.encode(topic, sampleOf(newestSchema(topic)))];
  const rehearsal = { ...landing, where: NEVER };
  return (await landWires({ client, landing: rehearsal, wires, registryUrl })).kind === 'landed';
}

/** False for every row, but not before it was read: a constant would be, and nothing would have been tried. */
const NEVER = 'rand() > 4294967295';

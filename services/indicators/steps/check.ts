import type { LogRecord, RecordBatch } from '@bellwether/kafka';
import type { IndicatorsPorts } from '../ports.ts';
import { atTheDoor, type DoorOutcome, type PlacedFact, type Rejected, rejected } from './door.ts';
import type { Checked } from './micro-batch.ts';
import type { Tenure } from './tenure.ts';

const REGISTRY_PAUSE_MS = 1_000;

type Ports = Pick<IndicatorsPorts, 'codec' | 'partitionOf' | 'pause' | 'journal'>;
type Settled = Exclude<DoorOutcome, { kind: 'unknown-schema' }>;

/**
 * Takes a partition's batch through the door. Waits while the registry cannot say what a schema id is: a value
 * is never condemned for that. Null when the assignment ended meanwhile.
 */
export async function checkBatch(batch: RecordBatch, tenure: Tenure, ports: Ports): Promise<Checked | null> {
  const facts: PlacedFact[] = [];
  const refused: Rejected[] = [];
  for (const record of batch.records) {
    const outcome = atTheDoor(record, ports.codec, ports.partitionOf);
    const settled =
      outcome.kind === 'unknown-schema'
        ? await learnAndRetry(record, outcome.schemaId, batch, tenure, ports)
        : outcome;
    if (!settled) return null;
    if (settled.kind === 'fact') facts.push(settled.fact);
    else refused.push(settled.rejected);
  }
  return { facts, rejected: refused };
}

async function learnAndRetry(
  record: LogRecord,
  schemaId: number,
  batch: RecordBatch,
  tenure: Tenure,
  ports: Ports,
): Promise<Settled | null> {
  for (let failures = 0; !tenure.paused; ) {
    try {
      const learned = await ports.codec.learn(record.topic, schemaId);
      const outcome = learned === 'learned' ? atTheDoor(record, ports.codec, ports.partitionOf) : null;
      if (outcome && outcome.kind !== 'unknown-schema') return outcome;
      return refuse(record, schemaId);
    } catch (error) {
      failures += 1;
      ports.journal.retrying(`learn schema ${schemaId}`, failures, error);
    }
    await batch.heartbeat();
    await ports.pause(REGISTRY_PAUSE_MS);
  }
  return null;
}

function refuse(record: LogRecord, schemaId: number): Settled {
  const detail = `schema ${schemaId} is not one of ${record.topic}`;
  return rejected(record, 'schema-of-another-topic', detail);
}

import {
  connectKafka,
  type EventLog,
  type GroupHandlers,
  type LogRecord,
  type OutgoingRecord,
  type TakenPartition,
} from '@bellwether/kafka';
import { configFromProcess, runService, settings } from '@bellwether/runtime';
import { z } from 'zod';
import { RELAY_BETWEEN, RELAY_IN, RELAY_OUT, RELAY_STATE } from './topics.ts';

/*
 * One of the two hops that a signal takes through indicators and scorer, with the same client and settings and
 * nothing in between: read, write, commit; then read and write in a transaction.
 */

const { KAFKA_BROKERS, HOP } = configFromProcess({
  KAFKA_BROKERS: settings.KAFKA_BROKERS,
  HOP: z.enum(['plain', 'transactional']),
});
const GROUP = `bench-relay-${HOP}`;
const [FROM, TO] = HOP === 'plain' ? [RELAY_IN, RELAY_BETWEEN] : [RELAY_BETWEEN, RELAY_OUT];

type Forward = Pick<GroupHandlers, 'assigned' | 'batch'>;

runService(GROUP, async ({ log, onStop }) => {
  const kafka = await connectKafka({ brokers: KAFKA_BROKERS, clientId: GROUP, log });
  onStop('kafka', () => kafka.close());
  const forward = HOP === 'plain' ? await plain(kafka, onStop) : transactional(kafka, onStop);
  const consumer = kafka.consumer({ groupId: GROUP, topics: [FROM] });
  const joined = Promise.withResolvers<void>();
  const failed = consumer.run({
    rebalancing: () => undefined,
    batch: (batch) => forward.batch(batch),
    assigned: (assignment) => {
      forward.assigned(assignment);
      joined.resolve();
    },
  });
  onStop('consumer', () => consumer.stop());
  await Promise.race([joined.promise, failed]);
  return { failed };
});

type OnStop = Parameters<Parameters<typeof runService>[1]>[0]['onStop'];

async function plain(kafka: EventLog, onStop: OnStop): Promise<Forward> {
  const writer = await kafka.writer();
  onStop('writer', () => writer.close());
  return {
    assigned: () => undefined,
    batch: async (batch) => {
      await writer.write(batch.records.map(onward));
      await batch.commit([{ topic: FROM, partition: batch.partition, offset: batch.nextOffset }]);
    },
  };
}

function transactional(kafka: EventLog, onStop: OnStop): Forward {
  const taker = kafka.taker({ groupId: GROUP, inputs: [FROM], stateTopic: RELAY_STATE });
  const taken = new Map<number, Promise<TakenPartition>>();
  onStop('partitions', async () => {
    for (const partition of taken.values()) await (await partition).close();
  });
  return {
    assigned: ({ partitions }) => {
      for (const partition of partitions)
        taken.set(
          partition,
          taker.take(partition, () => undefined),
        );
    },
    batch: async ({ partition, records, nextOffset }) => {
      const owned = await taken.get(partition);
      await owned?.transact(records.map(onward), new Map([[FROM, nextOffset]]));
    },
  };
}

function onward({ key, value, partition }: LogRecord): OutgoingRecord {
  return { topic: TO, key: key?.toString() ?? '', value, partition };
}

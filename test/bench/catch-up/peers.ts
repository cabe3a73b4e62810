import { randomUUID } from 'node:crypto';
import { ACCOUNT_PARTITIONS } from '@bellwether/domain';
import { runBytewax } from '../peers/bytewax/run.ts';
import { checkPeer } from '../peers/check.ts';
import { runFlink } from '../peers/flink/run.ts';
import { buildJvmPeers } from '../peers/jvm.ts';
import { type KafkaStreamsOptions, runKafkaStreams } from '../peers/kafka-streams/run.ts';
import type { PeerOptions, PeerResult } from '../peers/peer.ts';
import { buildPython } from '../peers/python/environment.ts';
import { runQuixStreams } from '../peers/quix-streams/run.ts';
import { comparedOf, requireNone } from './compared.ts';
import type { Contestant, Course, Run } from './contestant.ts';

type Runner = (options: PeerOptions) => Promise<PeerResult>;

/** A peer whose output is checked in its first run over a backlog: who is wrong has not arrived. */
function peer(name: string, does: string, run: Runner): Contestant {
  const checked = new WeakSet<Course>();
  return {
    name,
    does,
    run: async (course: Course): Promise<Run> => {
      const { stack, topics, records, workload } = course;
      const groupId = `peer-${randomUUID()}`;
      const outputTopic = `${groupId}-vectors`;
      await stack.log.ensureTopics([
        { name: outputTopic, partitions: ACCOUNT_PARTITIONS, cleanup: 'delete' },
      ]);
      try {
        const { seconds, peakRssBytes } = await run({
          brokers: stack.addresses.kafka.brokers.join(','),
          registryUrl: stack.addresses.schemaRegistry.url,
          clickhouseUrl: stack.addresses.clickhouse.url,
          topics,
          outputTopic,
          groupId,
          asOf: workload.asOf,
          expected: records,
        });
        if (!checked.has(course)) await check(course, outputTopic, name);
        checked.add(course);
        return { perSecond: records / seconds, peakRssBytes };
      } finally {
        await stack.dropTopic(outputTopic);
      }
    },
  };
}

async function check(course: Course, outputTopic: string, name: string): Promise<void> {
  requireNone(name, (await checkPeer({ ...comparedOf(course), outputTopic })).differences);
}

const kafkaStreams = (
  name: string,
  does: string,
  own: Pick<KafkaStreamsOptions, 'threads' | 'guarantee' | 'sink' | 'commitIntervalMs'>,
) => peer(`Kafka Streams, ${name}`, does, (options) => runKafkaStreams({ ...options, ...own }));

const STREAMS = 'eighteen indicators as of now, no facts stored, RocksDB';

export const streamsOneThread = kafkaStreams('one thread', `${STREAMS}; at-least-once`, {
  threads: 1,
  guarantee: 'at_least_once',
  sink: 'none',
});
export const streams = kafkaStreams('two threads', `${STREAMS}; at-least-once`, {
  threads: 2,
  guarantee: 'at_least_once',
  sink: 'none',
});
/** Its default: accounts are evaluated and published twice a minute. */
export const streamsRelaxed = kafkaStreams('two threads, 30 s commits', `${STREAMS}; at-least-once`, {
  threads: 2,
  guarantee: 'at_least_once',
  sink: 'none',
  commitIntervalMs: 30_000,
});
export const streamsExactlyOnce = kafkaStreams('exactly-once', `${STREAMS}; exactly-once v2, two threads`, {
  threads: 2,
  guarantee: 'exactly_once_v2',
  sink: 'none',
});
export const streamsWithSink: Contestant = {
  ...kafkaStreams(
    'with ClickHouse',
    'the same at-least-once with two threads, every fact and vector also stored in ClickHouse',
    { threads: 2, guarantee: 'at_least_once', sink: 'clickhouse' },
  ),
  stores: true,
};
export const flink = peer('Flink', 'eighteen indicators as of now, no facts stored, RocksDB', (options) =>
  runFlink(options),
);
export const bytewax = peer(
  'Bytewax',
  'eighteen indicators as of now, no facts stored, all state in memory; two processes',
  (options) => runBytewax(options),
);
export const quix: Contestant = {
  ...peer(
    'Quix Streams',
    'eighteen indicators as of now, at every signal, no facts stored, RocksDB; two processes',
    (options) => runQuixStreams(options),
  ),
  roundsMax: 2,
  signalsMax: 1_000_000,
};

/** One build for those on the JVM, one for those in Python. */
export async function buildPeers(): Promise<void> {
  await buildJvmPeers();
  await buildPython();
}

import type { Broker, Cluster, Kafka } from 'kafkajs';

/**
 * kafkajs' own cluster object: metadata, coordinators and raw requests. kafkajs has no `assign()`, and a throwaway
 * group per read would cost a rebalance each time and leave groups behind, so positional reads talk to brokers
 * directly. The object is handed out, typed and documented, to partition assigners; that is where it is taken from.
 */
export function clusterOf(kafka: Kafka): Cluster {
  let found: Cluster | undefined;
  kafka.consumer({
    groupId: 'positional-reader',
    allowAutoTopicCreation: false,
    partitionAssigners: [
      ({ cluster }) => {
        found = cluster;
        return {
          name: 'none',
          version: 0,
          assign: () => Promise.resolve([]),
          protocol: () => ({ name: 'none', metadata: Buffer.alloc(0) }),
        };
      },
    ],
  });
  if (found === undefined) throw new Error('kafkajs did not hand its cluster to the assigner');
  return found;
}

/** One message as kafkajs decodes it; control records included. */
export interface RawMessage {
  readonly offset: string;
  readonly timestamp: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  isControlRecord: boolean;
  readonly batchContext: {
    readonly firstOffset: string;
    readonly lastOffsetDelta: number;
    readonly producerId: string;
    readonly inTransaction: boolean;
  };
}

export interface RawPartition {
  readonly partition: number;
  readonly highWatermark: string;
  readonly lastStableOffset: string;
  abortedTransactions: { readonly producerId: string; readonly firstOffset: string }[] | null;
  messages: RawMessage[];
}

export interface FetchRequest {
  readonly isolationLevel: number;
  readonly maxWaitTime: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly topics: {
    topic: string;
    partitions: { partition: number; fetchOffset: string; maxBytes: number }[];
  }[];
}

export interface FetchResponse {
  readonly responses: { readonly topicName: string; readonly partitions: RawPartition[] }[];
}

export const READ_COMMITTED = 1;

/** The raw fetch request; kafkajs' types leave its answer open. */
export function rawFetch(broker: Broker, request: FetchRequest): Promise<FetchResponse> {
  return broker.fetch(request) as Promise<FetchResponse>;
}

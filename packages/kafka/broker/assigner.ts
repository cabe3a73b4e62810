import { AssignerProtocol, type Cluster, type PartitionAssigner } from 'kafkajs';
import { assignPartitions } from '../assign.ts';

const NAME = 'co-partitioned';
const VERSION = 1;

export interface AssignerHooks {
  /** The partition numbers this member holds now: what it asks to keep. */
  held(): readonly number[];
  /** This member is about to join: the generation it had is over. */
  joining(): void;
  connected(cluster: Cluster): void;
}

/** Equal-numbered partitions of all topics go to the same member; members keep what they hold where shares allow. */
export function coPartitionedAssigner(hooks: AssignerHooks): PartitionAssigner {
  return ({ cluster }) => {
    hooks.connected(cluster);
    return {
      name: NAME,
      version: VERSION,
      protocol: ({ topics }) => {
        hooks.joining();
        const userData = Buffer.from(JSON.stringify(hooks.held()));
        return {
          name: NAME,
          metadata: AssignerProtocol.MemberMetadata.encode({ version: VERSION, topics, userData }),
        };
      },
      assign: ({ members, topics }) => {
        const counts = topics.map((topic) => cluster.findTopicPartitionMetadata(topic).length);
        const group = members.map(({ memberId, memberMetadata }) => ({
          memberId,
          held: heldBy(memberMetadata),
        }));
        // Where counts differ every member refuses to run, so it does not matter which one is used.
        const shares = assignPartitions(group, Math.min(...counts));
        const assignment = [...shares].map(([memberId, partitions]) => ({
          memberId,
          memberAssignment: AssignerProtocol.MemberAssignment.encode({
            version: VERSION,
            assignment: Object.fromEntries(topics.map((topic) => [topic, partitions])),
            userData: Buffer.alloc(0),
          }),
        }));
        return Promise.resolve(assignment);
      },
    };
  };
}

function heldBy(metadata: Buffer): number[] {
  try {
    const { userData } = AssignerProtocol.MemberMetadata.decode(metadata) ?? {};
    const held: unknown = JSON.parse(String(userData));
    return Array.isArray(held) ? held.filter((number) => Number.isInteger(number)) : [];
  } catch {
    return []; // a claim we cannot read is no claim; the assignment stays correct
  }
}

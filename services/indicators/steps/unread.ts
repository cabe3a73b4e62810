import type { EventLog } from '@bellwether/kafka';

/** By topic: how many records there may be that a group has not committed, over all partitions. */
export async function unreadOf(
  log: Pick<EventLog, 'dataEnds' | 'committedOffsets'>,
  groupId: string,
  topics: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  // Ends first: what is committed meanwhile is then not counted, and what is sent meanwhile neither.
  const ends = await log.dataEnds(topics);
  const committed = new Map(
    (await log.committedOffsets(groupId, topics)).map((at) => [`${at.topic}/${at.partition}`, at.offset]),
  );
  const unread = new Map<string, number>();
  for (const { topic, partition, offset } of ends) {
    const left = Number(offset - (committed.get(`${topic}/${partition}`) ?? 0n));
    unread.set(topic, (unread.get(topic) ?? 0) + Math.max(0, left));
  }
  return unread;
}

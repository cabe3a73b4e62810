export interface GroupMember {
  readonly memberId: string;
  /** The partition numbers it held before this rebalance; claims may be out of date. */
  readonly held: readonly number[];
}

/**
 * Who owns which partition number, of all topics alike: shares differ by at most one, and within them members keep
 * what they hold. A pure function of its arguments, whatever the order of the members.
 */
export function assignPartitions(members: readonly GroupMember[], partitions: number): Map<string, number[]> {
  const sorted = [...members].sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
  const owned = new Map<string, number[]>(sorted.map(({ memberId }) => [memberId, []]));
  if (sorted.length === 0) return owned;
  const least = Math.floor(partitions / sorted.length);
  let oneMore = partitions % sorted.length;
  const free = new Set(Array.from({ length: partitions }, (_, number) => number));

  for (const { memberId, held } of sorted) {
    const claims = [...new Set(held)].filter((number) => free.has(number));
    const quota = claims.length > least && oneMore > 0 ? least + 1 : least;
    if (quota > least) oneMore--;
    for (const number of claims.slice(0, quota)) {
      free.delete(number);
      owned.get(memberId)?.push(number);
    }
  }
  const rest = [...free];
  for (const { memberId } of sorted) {
    const mine = owned.get(memberId) ?? [];
    if (mine.length > least) continue;
    mine.push(...rest.splice(0, least - mine.length));
  }
  for (const { memberId } of sorted) {
    const mine = owned.get(memberId) ?? [];
    if (mine.length === least) mine.push(...rest.splice(0, 1));
  }
  for (const mine of owned.values()) mine.sort((a, b) => a - b);
  return owned;
}

/**
 * Null when every topic has the same partitions in `assignment` and the same count in the cluster; else what is
 * wrong. `counts` is by subscribed topic.
 */
export function coPartitioningProblem(
  counts: ReadonlyMap<string, number>,
  assignment: Readonly<Record<string, readonly number[]>>,
): string | null {
  const list = [...counts].map(([topic, count]) => `${topic} ${count}`).join(', ');
  if (new Set(counts.values()).size > 1) return `the topics' partition counts differ: ${list}`;
  if ([...counts.values()].some((count) => count === 0)) return `a topic does not exist: ${list}`;
  const shares = [...counts.keys()].map((topic) =>
    [...(assignment[topic] ?? [])].sort((a, b) => a - b).join(' '),
  );
  return new Set(shares).size > 1
    ? `equal-numbered partitions are apart: ${JSON.stringify(assignment)}`
    : null;
}

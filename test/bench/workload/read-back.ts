import type { Codec } from '@bellwether/contracts';
import type { EventLog } from '@bellwether/kafka';
import type { Signal } from '@bellwether/testkit';

export interface ReadBack {
  readonly log: EventLog;
  readonly codec: Codec;
  readonly topics: readonly string[];
  /** One account in so many comes with its signals. */
  readonly oneIn: number;
}

/** Every account that has signals, by key, as they lie in the log; the others have none here. */
export async function signalsByAccount({
  log,
  codec,
  topics,
  oneIn,
}: ReadBack): Promise<Map<string, Signal[]>> {
  const accounts = new Map<string, Signal[]>();
  const chosen = new Set<string>();
  await log.read({
    topics,
    from: 'start',
    onRecord: ({ topic, key, value }) => {
      const account = String(key);
      let signals = accounts.get(account);
      if (!signals) {
        if (accounts.size % oneIn === 0) chosen.add(account);
        signals = [];
        accounts.set(account, signals);
      }
      if (!chosen.has(account)) return;
      const decoded = codec.decode(topic, value);
      if (decoded.kind !== 'value') throw new Error(`${topic} holds a record that is ${decoded.kind}`);
      // Last, because interactions have a field of that name.
      signals.push({ ...decoded.value, topic } as unknown as Signal);
    },
  });
  return accounts;
}

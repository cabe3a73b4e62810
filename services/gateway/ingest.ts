import type { Codec } from '@bellwether/contracts';
import type { Clock } from '@bellwether/runtime';
import { type Admitted, type Outcome, rejected } from './admit.ts';
import type { Counters } from './counters.ts';
import type { Format, Item } from './formats/format.ts';
import type { Sender } from './sender.ts';

export interface IngestParts {
  readonly codec: Codec;
  readonly sender: Sender;
  readonly clock: Clock;
  readonly counters: Counters;
}

export type Ingested =
  | { readonly kind: 'answered'; readonly outcomes: readonly Outcome[] }
  | { readonly kind: 'unavailable'; readonly sent: 'busy' | 'unknown' };

/** Checks every item, writes those that pass, and answers when the brokers have them all. */
export async function ingest(
  parts: IngestParts,
  tenantId: string,
  format: Pick<Format, 'admit'>,
  items: readonly Item[],
): Promise<Ingested> {
  const { codec, sender, clock, counters } = parts;
  const receivedAt = clock.now();
  const admitted = items.map((item) => fitting(item, format.admit(item, { tenantId, receivedAt }, codec)));
  const records = admitted.flatMap(({ record }) => (record === null ? [] : [record]));
  const sent = await sender.send(records);
  count(counters, admitted, sent === 'sent');
  if (sent !== 'sent') return { kind: 'unavailable', sent };
  return { kind: 'answered', outcomes: admitted.map(({ outcome }) => outcome) };
}

/** A broker takes records of a megabyte: a larger one would be refused however often it is sent, and what is beside it too. */
const RECORD_BYTES_MAX = 1_000_000;

function fitting({ path }: Item, admitted: Admitted): Admitted {
  const bytes = admitted.record?.value?.length ?? 0;
  if (bytes <= RECORD_BYTES_MAX) return admitted;
  return rejected(path, `too large: ${bytes} bytes once encoded, at most ${RECORD_BYTES_MAX}`);
}

function count(counters: Counters, admitted: readonly Admitted[], sent: boolean): void {
  counters.received.inc(admitted.length);
  for (const { record, skewMs } of admitted) {
    if (skewMs !== null) counters.clockSkewMs.observe(skewMs);
    if (record === null) counters.rejected.inc({ reason: 'invalid' });
    else if (sent) counters.accepted.inc({ topic: record.topic });
    else counters.rejected.inc({ reason: 'unavailable' });
  }
}

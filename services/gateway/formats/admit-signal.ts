import { type Codec, deriveEventId } from '@bellwether/contracts';
import { accountKey, envelopeFault, isAhead, type SignalName, signalSchemas } from '@bellwether/domain';
import { type Admitted, joinPath, rejected, rejectedFor } from '../admit.ts';
import type { Arrival, Item } from './format.ts';

const SKEW_TOLD_MS = 60_000;

/** Checks one signal, in whatever format it came, and turns it into a record of its topic. */
export function admitSignal(
  item: Item<SignalName>,
  { tenantId, receivedAt }: Arrival,
  codec: Codec,
): Admitted {
  if (item.kind === 'unreadable') return rejected(item.path, item.reason);
  const parsed = signalSchemas[item.topic].safeParse(item.body, { reportInput: true });
  if (!parsed.success) return rejectedFor(parsed.error, item.path);
  const { eventId: given, ...body } = parsed.data;
  const eventId = given ?? deriveEventId(item.topic, tenantId, body);
  const signal = { ...body, eventId, tenantId, receivedAt };
  const fault = envelopeFault(signal);
  if (fault !== null) return rejected(item.path, fault);
  if (isAhead(signal.occurredAt, receivedAt))
    return rejected(
      joinPath(item.path, 'occurredAt'),
      'more than 24 h ahead of now: is the clock of its source right?',
    );
  const record = { topic: item.topic, key: accountKey(signal), value: codec.encode(item.topic, signal) };
  const skewMs = body.sentAt == null ? null : receivedAt - body.sentAt;
  const told = skewMs !== null && Math.abs(skewMs) > SKEW_TOLD_MS ? { clockSkewMs: skewMs } : {};
  return { outcome: { status: 'accepted', eventId, ...told }, record, skewMs };
}

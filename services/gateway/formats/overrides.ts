import { type Codec, deriveEventId } from '@bellwether/contracts';
import { accountKey, type Override, overrideFault, overrideRequestSchema } from '@bellwether/domain';
import { type Admitted, rejected, rejectedFor } from '../admit.ts';
import type { Arrival, Format, Item, ReadItems } from './format.ts';

const TOPIC = 'health.overrides';
const TENTHS = 10;

/** One override: `{change: "set", accountId, score, note, author, expiresAt}`, or `{change: "cleared", …}`. */
export const overridesFormat: Format<typeof TOPIC> = { route: '/v1/overrides', read, admit };

function read(body: unknown): ReadItems<typeof TOPIC> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { kind: 'malformed', reason: 'send one override as a JSON object' };
  return { kind: 'items', items: [{ kind: 'item', path: '', topic: TOPIC, body }] };
}

function admit(item: Item<typeof TOPIC>, { tenantId, receivedAt }: Arrival, codec: Codec): Admitted {
  if (item.kind === 'unreadable') return rejected(item.path, item.reason);
  const parsed = overrideRequestSchema.safeParse(item.body, { reportInput: true });
  if (!parsed.success) return rejectedFor(parsed.error, item.path);
  const { accountId, change, note, author } = parsed.data;
  const createdAt = parsed.data.createdAt ?? receivedAt;
  const override: Override = {
    eventId: parsed.data.eventId ?? deriveEventId(TOPIC, tenantId, { ...parsed.data, createdAt }),
    tenantId,
    accountId,
    change,
    note,
    author,
    createdAt,
    scoreTenths: parsed.data.change === 'set' ? Math.round(parsed.data.score * TENTHS) : null,
    expiresAt: parsed.data.change === 'set' ? parsed.data.expiresAt : null,
  };
  const fault = overrideFault(override, receivedAt);
  if (fault !== null) return rejected(item.path, fault);
  const record = { topic: TOPIC, key: accountKey(override), value: codec.encode(TOPIC, override) };
  return { outcome: { status: 'accepted', eventId: override.eventId }, record, skewMs: null };
}

import { DAY_MS, type Instant } from '@bellwether/domain';
import type { PlacedFact, Rejected } from './door.ts';
import type { MicroBatch } from './micro-batch.ts';
import type { TenantView } from './tenants.ts';

export interface Admission {
  /** By topic; topics without an admitted fact are absent. */
  readonly admitted: ReadonlyMap<string, readonly PlacedFact[]>;
  readonly rejected: readonly Rejected[];
}

/** Rejects facts whose time is out of reach of the tenant's as-of: too old to be kept, or too far ahead. */
export function admit(batch: MicroBatch, view: TenantView): Admission {
  const admitted = new Map<string, PlacedFact[]>();
  const rejected: Rejected[] = [];
  for (const [topic, facts] of batch.facts) {
    const kept: PlacedFact[] = [];
    for (const fact of facts) {
      const fault = faultOf(fact.occurredAt, view.asOf(fact.tenantId));
      if (fault) rejected.push(rejection(fact, fault));
      else kept.push(fact);
    }
    if (kept.length > 0) admitted.set(topic, kept);
  }
  return { admitted, rejected };
}

const RETENTION_MS = 760 * DAY_MS;
const AHEAD_MAX_MS = DAY_MS;

function faultOf(occurredAt: Instant, asOf: Instant): string | null {
  if (occurredAt < asOf - RETENTION_MS) return 'too-old';
  return occurredAt > asOf + AHEAD_MAX_MS ? 'in-the-future' : null;
}

function rejection(fact: PlacedFact, reason: string): Rejected {
  const { topic, partition, offset, wire, tenantId, accountId } = fact;
  const key = Buffer.from(`${tenantId}/${accountId}`);
  const detail = `it happened at ${new Date(fact.occurredAt).toISOString()}`;
  return { topic, partition, offset, key, value: wire, reason, detail };
}

import { timeFault } from '@bellwether/domain';
import type { PlacedFact, Rejected } from './door.ts';
import type { MicroBatch } from './micro-batch.ts';
import type { TenantView } from './tenants.ts';

export interface Admission {
  /** By topic; topics without an admitted fact are absent. */
  readonly admitted: ReadonlyMap<string, readonly PlacedFact[]>;
  readonly rejected: readonly Rejected[];
}

/** Rejects facts whose time is out of reach: too old to be kept for the tenant's as-of, or ahead of when they came in. */
export function admit(batch: MicroBatch, view: TenantView): Admission {
  const admitted = new Map<string, PlacedFact[]>();
  const rejected: Rejected[] = [];
  for (const [topic, facts] of batch.facts) {
    const kept: PlacedFact[] = [];
    for (const fact of facts) {
      const fault = timeFault(fact.occurredAt, {
        asOf: view.asOf(fact.tenantId),
        cameInAt: fact.appendedAt,
      });
      if (fault) rejected.push(rejection(fact, fault));
      else kept.push(fact);
    }
    if (kept.length > 0) admitted.set(topic, kept);
  }
  return { admitted, rejected };
}

function rejection(fact: PlacedFact, reason: string): Rejected {
  const { topic, partition, offset, wire, tenantId, accountId } = fact;
  const key = Buffer.from(`${tenantId}/${accountId}`);
  const detail = `occurredAt is ${new Date(fact.occurredAt).toISOString()}`;
  return { topic, partition, offset, key, value: wire, reason, detail };
}

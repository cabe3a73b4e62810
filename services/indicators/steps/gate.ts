import type { PartitionEnd, RecordedVector, Tenant } from '@bellwether/domain';
import type { NextOffset } from '@bellwether/kafka';

/** How far each partition has been landed, by this instance or by owners before it (their commits). */
export class Landed {
  readonly #next = new Map<string, bigint>();
  /** The import each tenant has passed in each partition: positions only rise, so it stays passed. */
  readonly #passed = new Map<string, number>();

  advance(offsets: readonly NextOffset[]): void {
    for (const { topic, partition, offset } of offsets) {
      const at = `${topic}/${partition}`;
      if (offset > (this.#next.get(at) ?? 0n)) this.#next.set(at, offset);
    }
  }

  /** True when the tenant's last import has been landed whole in this partition number of every topic. */
  passed(tenant: Tenant, partition: number): boolean {
    if (tenant.importEndedEpoch === null) return true;
    const at = `${tenant.tenantId}/${partition}`;
    if (this.#passed.get(at) === tenant.importEndedEpoch) return true;
    const passed = tenant.importEnds.every((end) => end.partition !== partition || this.#reached(end));
    if (passed) this.#passed.set(at, tenant.importEndedEpoch);
    return passed;
  }

  #reached(end: PartitionEnd): boolean {
    return end.offset <= (this.#next.get(`${end.topic}/${end.partition}`) ?? 0n);
  }
}

/**
 * Whether an account must not be evaluated yet, because its history is not whole. It then is due, or becomes so
 * when the import ends, and is evaluated later. One recorded since the import ended has been whole before.
 */
export function isGated(
  tenant: Tenant,
  partition: number,
  recorded: RecordedVector | null,
  landed: Landed,
): boolean {
  if (tenant.importing) return true;
  if (tenant.importEndedEpoch === null) return false;
  if (recorded && recorded.live.version.epoch >= tenant.importEndedEpoch) return false;
  return !landed.passed(tenant, partition);
}

import type { Codec } from '@bellwether/contracts';
import { closeOf, type Day, implicitTenant, movedAsOf, type Tenant } from '@bellwether/domain';
import { type EventLog, tenantRows } from '@bellwether/kafka';

/** The tenant's as-of stands at the close of a day from now on; again with a later day moves it. */
export async function freezeTenant(
  log: Pick<EventLog, 'rewriteControlRow'>,
  codec: Codec,
  tenantId: string,
  day: Day,
): Promise<Tenant> {
  const next = (old: Tenant = implicitTenant(tenantId)) => movedAsOf(old, closeOf(day), Date.now());
  return (await log.rewriteControlRow({ tenantId, rows: tenantRows(codec), next }))!;
}

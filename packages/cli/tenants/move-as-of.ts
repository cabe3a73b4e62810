import { type Instant, implicitTenant, movedAsOf, type Tenant } from '@bellwether/domain';
import { tenantRows } from '@bellwether/kafka';
import { CliError } from '../output/cli-error.ts';
import type { Log } from '../stack/kafka.ts';

export interface Move {
  readonly tenantId: string;
  /** The close from which the tenant is to be looked at; null: now. */
  readonly asOf: Instant | null;
  readonly now: () => Instant;
}

/** The tenant's row thereafter, which is the one before where nothing was to be moved. @throws CliError while an import runs */
export async function moveAsOf({ tenantId, asOf, now }: Move, { log, codec }: Log): Promise<Tenant> {
  const rows = tenantRows(codec);
  const tenants = await log.table(rows);
  // Looked at before: writing the row would stop whoever imports.
  if (tenants.get(tenantId)?.importing) {
    throw new CliError(`An import of ${tenantId} is under way.`, {
      remedy: 'Ask again once it has ended; one that broke off ends by itself within five minutes.',
    });
  }
  const next = (old: Tenant | undefined): Tenant | null => {
    const before = old ?? implicitTenant(tenantId);
    return before.asOf === asOf ? null : movedAsOf(before, asOf, now());
  };
  return (await log.rewriteControlRow({ tenantId, rows, next })) ?? implicitTenant(tenantId);
}

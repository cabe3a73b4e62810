import { endedImport, implicitTenant, type Tenant } from '@bellwether/domain';
import { Process } from './effects.ts';
import { SIGNAL_TOPICS } from './facts.ts';
import { openLog } from './log-client.ts';
import { AS_OF_CHOICES, MOVED_TENANT } from './signals.ts';
import { tenantRows } from './tenants.ts';
import type { World } from './world.ts';

const LEASE_MS = 600_000;

/** An importer as a process of its own: it may stand still, die, or be fenced at any point. */
export function startImporter(world: World): Process {
  const process = new Process('importer');
  importHistory(world, process).catch(() => {
    process.dead = true;
  });
  return process;
}

async function importHistory(world: World, process: Process): Promise<void> {
  const log = openLog(world.broker, process);
  const asOf = world.random.pick(AS_OF_CHOICES) ?? null;
  const begin = (row: Tenant | undefined): Tenant => {
    const old = row ?? implicitTenant(MOVED_TENANT);
    const now = world.clock.now();
    return {
      ...old,
      epoch: old.epoch + 1,
      change: 'import-started',
      asOf,
      importing: true,
      leaseUntil: now + LEASE_MS,
      changedAt: now,
    };
  };
  const writer = await log.importWriter({ tenantId: MOVED_TENANT, rows: tenantRows, next: begin });
  for (let batches = world.random.int(1, 3); batches > 0; batches--) {
    const records = Array.from({ length: world.random.int(1, 4) }, () =>
      world.source.next(MOVED_TENANT, world.clock.now(), writer.row?.epoch),
    );
    await writer.write(records);
  }
  const ends = await log.dataEnds(SIGNAL_TOPICS);
  await writer.rewrite((row) => (row?.importing ? endedImport(row, ends, world.clock.now()) : null));
  await writer.close();
}

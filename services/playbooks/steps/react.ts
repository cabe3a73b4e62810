import { accountKey, type Playbook, type PlaybookEvent } from '@bellwether/domain';
import type { Clock } from '@bellwether/runtime';
import type { PlaybookRun, RunStore } from '../run-store.ts';
import { dueActions } from './due.ts';
import { inOrderPerKey } from './in-order.ts';
import type { Limit } from './limit.ts';
import { type Due, type PerformPorts, perform } from './perform.ts';

export interface ReactPorts extends PerformPorts {
  readonly runs: RunStore;
  /** Tells people about a run that failed for good; an upsert by runId. */
  readonly giveUp: (runs: readonly PlaybookRun[]) => Promise<void>;
  readonly clock: Clock;
  /** How many actions run at the same time, over all partitions. */
  readonly limit: Limit;
}

/**
 * Does what the playbooks say about these events and records it. Once it resolves the events may be committed:
 * every run is recorded, and failures are dead-lettered first, so that none is recorded without being told.
 * After a crash in between the events come again; recorded runs are recognised, the others carry the same key.
 */
export async function react(
  ports: ReactPorts,
  playbooks: readonly Playbook[],
  events: readonly PlaybookEvent[],
): Promise<PlaybookRun[]> {
  const due = dueActions(playbooks, events);
  if (due.length === 0) return [];
  const recorded = await ports.runs.recorded(due.map((one) => one.runId));
  const fresh = due.filter((one) => !recorded.has(one.runId));
  const runs = await inOrderPerKey(
    fresh,
    (one) => accountKey(one.event),
    (one) => ports.limit(() => run(ports, one)),
  );
  const failed = runs.filter((one) => one.status === 'failed');
  if (failed.length > 0) await ports.giveUp(failed);
  if (runs.length > 0) await ports.runs.record(runs);
  return runs;
}

async function run(ports: ReactPorts, due: Due): Promise<PlaybookRun> {
  const delivery = await perform(ports, due);
  return {
    runId: due.runId,
    eventId: due.event.eventId,
    tenantId: due.event.tenantId,
    accountId: due.event.accountId,
    sequence: due.event.sequence,
    playbookId: due.playbookId,
    actionIndex: due.action.index,
    action: due.action.kind,
    ...delivery,
    at: ports.clock.now(),
  };
}

import { matches, type Playbook, type PlaybookEvent, planActions } from '@bellwether/domain';
import type { Due } from './perform.ts';
import { runIdOf } from './run-id.ts';

/** Every action the playbooks call for, in event order; an event that came twice counts once. */
export function dueActions(playbooks: readonly Playbook[], events: readonly PlaybookEvent[]): Due[] {
  const due = new Map<string, Due>();
  for (const event of events) {
    for (const playbook of playbooks) {
      if (matches(playbook, event).kind !== 'matched') continue;
      for (const action of planActions(playbook, event)) {
        const runId = runIdOf(event.eventId, playbook.id, action.index);
        due.set(runId, { runId, playbookId: playbook.id, event, action });
      }
    }
  }
  return [...due.values()];
}

import type { PlannedAction, PlaybookEvent } from '@bellwether/domain';
import { type Delivery, deliver, type WebhookPorts } from './webhook.ts';

/** An action that an event calls for. */
export interface Due {
  readonly runId: string;
  readonly playbookId: string;
  readonly event: PlaybookEvent;
  readonly action: PlannedAction;
}

export interface PerformPorts {
  readonly webhook: WebhookPorts;
  /** Where the log action speaks. */
  readonly say: { info(fields: object, line: string): void };
}

/**
 * Does it, unless `stopped` has fired: then it rejects. A new kind of action is a new case here, in the domain's plan, and in the
 * rule's schema.
 */
export async function perform(ports: PerformPorts, due: Due): Promise<Delivery> {
  const { action, event } = due;
  ports.webhook.stopped.throwIfAborted();
  if (action.kind === 'webhook') return deliver(ports.webhook, action.request, due.runId, action.body);
  const { tenantId, accountId, eventId } = event;
  ports.say.info({ playbook: due.playbookId, tenantId, accountId, eventId }, action.line);
  return { status: 'done', attempts: 1, detail: action.line };
}

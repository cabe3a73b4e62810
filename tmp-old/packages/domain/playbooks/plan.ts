import { type PlaybookEvent, readableEvent } from './event.ts';
import type { Playbook, PlaybookAction, WebhookAction } from './rule.ts';
import { fillTemplate, fillTemplates, templatePaths, valueAt } from './template.ts';

/** One action with every field filled in: what will be said or sent. */
export type PlannedAction =
  | { readonly kind: 'log'; readonly index: number; readonly line: string }
  | {
      readonly kind: 'webhook';
      readonly index: number;
      readonly request: WebhookAction;
      readonly body: object;
    };

/** What a playbook that matched does about the event, in order. Pure. */
export function planActions(playbook: Playbook, event: PlaybookEvent): PlannedAction[] {
  const readable = readableEvent(event);
  return playbook.do.map((action, index): PlannedAction => {
    if ('log' in action) return { kind: 'log', index, line: fillTemplate(action.log, readable) };
    const request = action.webhook;
    const body = request.body ? fillTemplates(request.body, readable) : { playbook: playbook.id, event };
    return { kind: 'webhook', index, request, body };
  });
}

/** Fields that templates of the playbook name and this event does not have: a misspelling would say «unknown». */
export function unknownFields(playbook: Playbook, event: PlaybookEvent): string[] {
  const readable = readableEvent(event);
  const named = playbook.do.flatMap(textsOf).flatMap(templatePaths);
  return [...new Set(named)].filter((path) => valueAt(readable, path) === undefined);
}

function textsOf(action: PlaybookAction): string[] {
  return 'log' in action ? [action.log] : texts(action.webhook.body ?? {});
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(texts) : [];
}

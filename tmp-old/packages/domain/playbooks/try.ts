import { playbookEventSchema } from './event.ts';
import { type Match, matches } from './matches.ts';
import { type PlannedAction, planActions, unknownFields } from './plan.ts';
import { type ParseText, problemsOf, readPlaybook } from './read.ts';
import type { Playbook } from './rule.ts';

export type Trial =
  | { readonly kind: 'invalid-playbook'; readonly problems: readonly string[] }
  | { readonly kind: 'invalid-event'; readonly problems: readonly string[] }
  | {
      readonly kind: 'tried';
      readonly playbook: Playbook;
      readonly match: Match;
      /** What would be done; empty when skipped. Nothing is done. */
      readonly actions: readonly PlannedAction[];
      /** Template fields the event does not have. */
      readonly unknownFields: readonly string[];
    };

/**
 * Tries a playbook file on one event: no Kafka, no network, nothing is sent.
 * @param ruleFileText the text of a file of `config/playbooks`
 * @param sampleEvent a decoded `health.score-changes` message, e.g. `config/playbooks/sample-event.json`
 * @param parseText YAML's `parse`; the domain itself imports no parser
 */
export function tryPlaybook(ruleFileText: string, sampleEvent: unknown, parseText: ParseText): Trial {
  const read = readPlaybook(ruleFileText, parseText);
  if (read.kind === 'invalid') return { kind: 'invalid-playbook', problems: read.problems };
  const event = playbookEventSchema.safeParse(sampleEvent);
  if (!event.success) return { kind: 'invalid-event', problems: problemsOf(event.error) };
  const match = matches(read.playbook, event.data);
  return {
    kind: 'tried',
    playbook: read.playbook,
    match,
    actions: match.kind === 'matched' ? planActions(read.playbook, event.data) : [],
    unknownFields: unknownFields(read.playbook, event.data),
  };
}

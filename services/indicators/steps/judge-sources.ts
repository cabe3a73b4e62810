import {
  byTopic,
  type JudgedWhen,
  nextSourceState,
  SOURCE_STATE_NOTICE_MS,
  type SourceState,
  sourceStateKey,
  type TopicActivity,
} from '@bellwether/domain';
import type { IndicatorsPorts } from '../ports.ts';
import { persist } from './persist.ts';
import { viewTenants } from './tenants.ts';
import type { Tenure } from './tenure.ts';

/**
 * Finds out which telemetry went quiet for a whole fleet, or is back, and says it once. Unread signals are counted
 * before those heard: what lands in between counts twice rather than not at all, and never makes a source quiet.
 * A tenant that is frozen or importing is not judged.
 */
export async function judgeSources(tenure: Tenure, ports: IndicatorsPorts): Promise<void> {
  const { sources, clock, journal } = ports;
  const unread = await persist('count unread signals', tenure, ports, () => sources.unread());
  const judgedAt = clock.now();
  const heard = await persist('hear sources', tenure, ports, () => sources.heard(judgedAt));
  await persist('read control.data-quality', tenure, ports, () => sources.states.catchUp());
  await persist('read control.tenants', tenure, ports, () => ports.tenants.catchUp());
  const tenants = viewTenants(ports.tenants, judgedAt);
  const lives = ({ whole }: TopicActivity) => {
    const { importing, asOf } = tenants.of(whole.tenantId);
    return !importing && asOf === null;
  };
  const topics = byTopic(heard).filter(lives);
  const next = (states: ReadonlyMap<string, SourceState>) => {
    const when = { judgedAt, heldFrom: clock.now() + SOURCE_STATE_NOTICE_MS };
    return nextRows(states, topics, unread, when);
  };
  if (next(new Map(sources.states.entries())).length > 0) {
    const written = await persist('write control.data-quality', tenure, ports, () => sources.write(next));
    for (const row of written) journal.sourceState(row);
  }
  tenure.agenda.judgedSources();
}

function nextRows(
  states: ReadonlyMap<string, SourceState>,
  topics: readonly TopicActivity[],
  unread: ReadonlyMap<string, number>,
  when: JudgedWhen,
): SourceState[] {
  return topics.flatMap((heard) => {
    const old = states.get(sourceStateKey(heard.whole));
    const row = nextSourceState(old, heard, unread.get(heard.whole.topic) ?? 0, when);
    return row === null ? [] : [row];
  });
}

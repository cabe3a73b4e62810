import type { Instant } from '../time/days.ts';
import { type Activity, expectedAccounts, HEARD_WINDOW_MS } from './activity.ts';
import {
  HOLD_MS_AFTER_RECOVERY,
  HOLD_MS_MAX,
  HOLE_MS_MAX,
  type SourceState,
  sourceStateKey,
} from './source-state.ts';

/** A source is quiet below this share of the accounts expected; a broken tracker is at none, a holiday rarely. */
const QUIET_BELOW = 0.1;
/** And back from this share on: one that stutters in between stays what it was. */
const BACK_FROM = 0.5;
/** One source of several counts only when the fleet as a whole is missed; else it was replaced by another. */
const MISSED_BELOW = 0.8;

/** All that was heard of one topic of one tenant. */
export interface TopicActivity {
  /** Over all sources. */
  readonly whole: Activity;
  readonly bySource: readonly Activity[];
}

/** When it was heard, and from when a row that is written now can hold back: see {@link SOURCE_STATE_NOTICE_MS}. */
export interface JudgedWhen {
  readonly judgedAt: Instant;
  readonly heldFrom: Instant;
}

/** What is heard of each topic of each tenant. */
export function byTopic(activities: readonly Activity[]): TopicActivity[] {
  const grouped = Map.groupBy(activities, sourceStateKey);
  return [...grouped.values()].flatMap((ofTopic) => {
    const whole = ofTopic.find(({ source }) => source === null);
    return whole === undefined ? [] : [{ whole, bySource: ofTopic.filter(({ source }) => source !== null) }];
  });
}

/**
 * The next row of a topic, or null while there is nothing new to say. `unread` is how many signals of the topic are
 * sent but not landed yet: none of their accounts can be called silent. Judged anew from the newest row whoever judges:
 * the same state is never said twice, and an older judgement never follows a newer one.
 */
export function nextSourceState(
  old: SourceState | undefined,
  heard: TopicActivity,
  unread: number,
  { judgedAt, heldFrom }: JudgedWhen,
): SourceState | null {
  if (old !== undefined && judgedAt <= old.judgedAt) return null;
  const wasQuiet = old?.state === 'quiet';
  const observed = heard.whole.accounts[0] ?? 0;
  const expected = expectedAccounts(heard.whole);
  const { tenantId, topic, heardAt } = heard.whole;
  const row = { tenantId, topic, version: (old?.version ?? 0) + 1, observed, heardAt, judgedAt };
  if (wasQuiet) {
    if (!isBack(old, heard, expected)) return null;
    const { sources, since } = old;
    const heldUntil = Math.min(old.heldUntil, judgedAt + HOLD_MS_AFTER_RECOVERY);
    const told = { ...row, state: 'recovered' as const, sources, expected: expected ?? old.expected };
    const holeUntil = Math.max(heldUntil, judgedAt + HOLE_MS_MAX);
    return { ...told, since, heldFrom: old.heldFrom, heldUntil, holeUntil, summary: summaryOf(told) };
  }
  if (expected === null) return null;
  const sources = silentSources(heard.bySource, unread, QUIET_BELOW);
  if (!isMissed(observed + unread, expected, sources, QUIET_BELOW)) return null;
  const told = { ...row, state: 'quiet' as const, sources, expected };
  return { ...told, since: judgedAt - HEARD_WINDOW_MS, ...holdOf(old, heldFrom), summary: summaryOf(told) };
}

/** One that falls quiet again before its hold was over goes on with it: stuttering cannot hold for ever. */
function holdOf(
  old: SourceState | undefined,
  heldFrom: Instant,
): Pick<SourceState, 'heldFrom' | 'heldUntil' | 'holeUntil'> {
  const from = old !== undefined && heldFrom < old.heldUntil ? old.heldFrom : heldFrom;
  const heldUntil = from + HOLD_MS_MAX;
  return { heldFrom: from, heldUntil, holeUntil: heldUntil };
}

/** After weeks of silence nothing is expected any more: then as many as were missed when it began are needed. */
function isBack(old: SourceState, { whole, bySource }: TopicActivity, expected: number | null): boolean {
  const observed = whole.accounts[0] ?? 0;
  if (expected === null) return observed >= old.expected * BACK_FROM;
  return !isMissed(observed, expected, silentSources(bySource, 0, BACK_FROM), BACK_FROM);
}

function isMissed(heard: number, expected: number, silent: readonly string[], share: number): boolean {
  return heard < expected * share || (silent.length > 0 && heard < expected * MISSED_BELOW);
}

function silentSources(bySource: readonly Activity[], unread: number, share: number): string[] {
  return bySource
    .filter((activity) => {
      const expected = expectedAccounts(activity);
      return expected !== null && (activity.accounts[0] ?? 0) + unread < expected * share;
    })
    .map(({ source }) => source ?? '')
    .sort();
}

function summaryOf(
  row: Pick<SourceState, 'state' | 'tenantId' | 'topic' | 'sources' | 'observed' | 'expected' | 'heardAt'>,
): string {
  const { state, tenantId, topic, sources, observed, expected, heardAt } = row;
  const from = sources.length > 0 ? ` from ${sources.join(', ')}` : '';
  const what = `${topic}${from} of ${tenantId} ${state === 'quiet' ? 'went quiet' : 'is back'}`;
  const counts = `${observed} of about ${Math.round(expected)} accounts were heard from within a day`;
  const last = heardAt === null ? '' : `, the last at ${new Date(heardAt).toISOString().slice(0, 16)}Z`;
  return `${what}: ${counts}${last}.`;
}

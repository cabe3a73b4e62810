import {
  type Activity,
  accountKey,
  DAY_MS,
  type FactEnvelope,
  HEARD_WINDOW_MS,
  type Instant,
  TELEMETRY_TOPICS,
  WEEKS_COMPARED,
} from '@bellwether/domain';

const WEEK_MS = 7 * DAY_MS;

interface Sent extends FactEnvelope {
  readonly topic: string;
  readonly source?: string;
}

/** What was heard of each tenant, topic and source as of an instant, the naive way. */
export function activityOf(signals: readonly Sent[], now: Instant): Activity[] {
  const telemetry = signals.filter(({ topic }) => TELEMETRY_TOPICS.some((name) => name === topic));
  const feeds = Map.groupBy(
    telemetry.flatMap((signal) => [
      { signal, source: null },
      { signal, source: signal.source ?? '' },
    ]),
    ({ signal, source }) => JSON.stringify([signal.tenantId, signal.topic, source !== null, source]),
  );
  return [...feeds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, feed]) => {
      const { tenantId, topic } = feed[0]!.signal;
      const weeks = Array.from({ length: WEEKS_COMPARED + 1 }, (_, week) =>
        feed.map(({ signal }) => signal).filter(isHeardBy(now - week * WEEK_MS)),
      );
      const instants = weeks.flat().map(({ occurredAt }) => occurredAt);
      if (instants.length === 0) return [];
      const accounts = weeks.map((heard) => new Set(heard.map(accountKey)).size);
      return [{ tenantId, topic, source: feed[0]!.source, accounts, heardAt: Math.max(...instants) }];
    });
}

function isHeardBy(end: Instant): (signal: Sent) => boolean {
  return ({ occurredAt, receivedAt }) =>
    occurredAt > end - HEARD_WINDOW_MS && occurredAt <= end && receivedAt <= end;
}

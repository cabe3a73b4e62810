import { ACCOUNT_PARTITIONS, DAY_MS } from '@bellwether/domain';

export interface Topic {
  readonly name: string;
  /** What the record key is: an account's `tenantId/accountId`, or what else keeps records in order. */
  readonly keyedBy: 'account' | 'tenant' | 'tenant-topic' | 'scorecard-version' | 'origin';
  readonly partitions: number;
  readonly cleanup: 'delete' | 'compact';
  /** Of a `compact` topic whose records hold what later ones do not repeat: how long a reader may be behind. */
  readonly compactionLagMs?: number;
  /** The ClickHouse table its facts land in; null for topics that hold no facts. */
  readonly table: string | null;
  readonly doc: string;
}

function signal<const Name extends string>(name: Name, table: string, doc: string) {
  return {
    name,
    keyedBy: 'account',
    partitions: ACCOUNT_PARTITIONS,
    cleanup: 'delete',
    table,
    doc,
  } as const satisfies Topic;
}

/**
 * Every record has the closes that changed with it. The history may be so long behind and miss none; longer would make the
 * scorer read more each time it takes a partition over.
 */
const CLOSES_WAIT_MS = 7 * DAY_MS;

function health<const Name extends string>(name: Name, cleanup: Topic['cleanup'], doc: string) {
  return {
    name,
    keyedBy: 'account',
    partitions: ACCOUNT_PARTITIONS,
    cleanup,
    table: null,
    doc,
  } as const satisfies Topic;
}

function control<const Name extends string>(
  name: Name,
  keyedBy: Topic['keyedBy'],
  cleanup: Topic['cleanup'],
  doc: string,
) {
  return { name, keyedBy, partitions: 1, cleanup, table: null, doc } as const satisfies Topic;
}

/** The facts, in the order a customer's life produces their first ones. */
export const signalTopics = [
  signal('signals.login', 'logins', 'somebody entered the product or left it'),
  signal('signals.feature-use', 'feature_uses', 'a feature was used'),
  signal('signals.ticket', 'tickets', 'a support ticket changed'),
  signal('signals.survey', 'surveys', 'a survey was sent, answered or declined'),
  signal('signals.assessment', 'assessments', 'a person who knows the customer judged it'),
  signal('signals.contact', 'contacts', 'a person at the customer joined, left or changed role'),
  signal('signals.milestone', 'milestones', 'a success plan, goal or milestone moved'),
  signal('signals.interaction', 'interactions', 'staff and customer met, or tried to'),
  signal('signals.subscription', 'subscriptions', 'a contract began, changed or ended'),
  signal('signals.account', 'accounts', 'who the account is'),
] as const;

export const healthTopics = [
  health('health.indicator-changes', 'delete', "an account's whole vector of indicators, and closes"),
  health('health.overrides', 'delete', 'a person sets a score by hand, or takes that back'),
  {
    ...health('health.scores', 'compact', "the scorer's state: the newest score of every account"),
    compactionLagMs: CLOSES_WAIT_MS,
  },
  health('health.score-changes', 'delete', 'the score changed, and why'),
] as const;

export const controlTopics = [
  control('control.tenants', 'tenant', 'compact', "every tenant's epoch, as-of and import state"),
  control('control.scorecards', 'scorecard-version', 'compact', 'published scorecards'),
  control('control.data-quality', 'tenant-topic', 'compact', 'telemetry that went quiet, or is back'),
  control('control.dead-letters', 'origin', 'delete', 'records that will never be processed, and why'),
] as const;

/** Every topic, in the order an event flows. */
export const topics: readonly Topic[] = [...signalTopics, ...healthTopics, ...controlTopics];

/** Every topic as it is made here: nothing expires, the log is the copy that everything can be rebuilt from. */
export const topicsKept = topics.map((topic) =>
  topic.cleanup === 'delete' ? { ...topic, retentionMs: -1 } : topic,
);

export type SignalTopic = (typeof signalTopics)[number]['name'];

const byName = new Map(topics.map((topic) => [topic.name, topic]));

/** Throws a RangeError for a name that is not in the catalogue. */
export function topicNamed(name: string): Topic {
  const topic = byName.get(name);
  if (!topic) throw new RangeError(`no topic ${name} in the catalogue`);
  return topic;
}

/** The ClickHouse fact table of a signals topic. */
export function factTableOf(topic: string): string {
  const { table } = topicNamed(topic);
  if (table === null) throw new RangeError(`${topic} holds no facts`);
  return table;
}

import { DAY_MS, type Instant } from '@bellwether/domain';
import { TEST_FEATURES } from '../test-features.ts';
import { compareBytes, groupBy, type History } from './history.ts';
import { licensedFeatures, subscribedSince } from './licences.ts';
import { ageInDays, type FacetOracle, known, medianOf, type Oracle, sum, unknown } from './oracle.ts';
import { featureUses, seatShare } from './usage.ts';

/** Days on which each feature was used, counted from 1970, oldest first. */
function daysOfUse(history: History, asOf: Instant): Map<string, number[]> {
  const uses = featureUses(history, asOf).filter((s) => s.count > 0);
  return new Map(
    [...groupBy(uses, (s) => s.feature)].map(([feature, some]) => [
      feature,
      [...new Set(some.map((s) => Math.floor(s.occurredAt / DAY_MS)))],
    ]),
  );
}

const within = (days: readonly number[], asOf: Instant, window: number) =>
  days.filter((day) => day > Math.floor(asOf / DAY_MS) - window).length;

const byName = ([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]) =>
  compareBytes(a, b);

export const featureUse: FacetOracle = (history, asOf) => {
  if (heardOf(history, asOf).length === 0) return null;
  return [...daysOfUse(history, asOf)]
    .map(([name, days]) => [name, days[0]!, within(days, asOf, 28), within(days, asOf, 90)] as const)
    .sort(byName);
};

const telemetry = (history: History, asOf: Instant) => [
  ...history.byDay('signals.login', asOf),
  ...featureUses(history, asOf),
];
const heardOf = (history: History, asOf: Instant) => [
  ...telemetry(history, asOf),
  ...history.byDay('signals.ticket', asOf),
];

export const telemetrySince: FacetOracle = (history, asOf) => {
  const signals = telemetry(history, asOf);
  return signals.length === 0 ? null : Math.min(...signals.map((s) => Math.floor(s.occurredAt / DAY_MS)));
};

/** Errors, or 1 where a day's tries came to nothing without any. */
export const featureTrouble: FacetOracle = (history, asOf) => {
  if (heardOf(history, asOf).length === 0) return null;
  const recent = featureUses(history, asOf).filter((s) => ageInDays(s.occurredAt, asOf) < 90);
  const trouble = [...groupBy(recent, (s) => s.feature)].map(([feature, uses]) => {
    const days = groupBy(uses, (s) => String(ageInDays(s.occurredAt, asOf)));
    const perDay = [...days.values()].map((day) => {
      const errors = sum(day.map((s) => s.errors ?? 0));
      return sum(day.map((s) => s.count)) === 0 ? Math.max(errors, 1) : errors;
    });
    return [feature, sum(perDay)] as const;
  });
  return trouble.filter(([, count]) => count > 0).sort(byName);
};

/** Features of what is open, of itself and in all that it belongs to. */
export const goalFeatures: FacetOracle = (history, asOf) => {
  const signals = history.byInstant('signals.milestone', asOf);
  if (signals.length === 0) return null;
  const items = [...groupBy(signals, (s) => JSON.stringify([s.planId, s.subject, s.subjectId])).values()].map(
    (events) => {
      const decides = ['planned', 'rescheduled', 'reached', 'missed', 'dropped'];
      const last = events.findLast((s) => decides.includes(s.change))?.change;
      return {
        ...events[0]!,
        ended: last === 'reached' || last === 'dropped',
        goal: events.findLast((s) => s.goalId != null)?.goalId,
        serves: events.findLast((s) => s.features?.length)?.features ?? [],
      };
    },
  );
  const ended = items.filter((item) => item.ended);
  const open = items.filter(
    (item) =>
      !item.ended &&
      !ended.some(
        (other) =>
          other.planId === item.planId &&
          (other.subject === 'plan' ||
            (other.subject === 'goal' && item.subject === 'milestone' && other.subjectId === item.goal)),
      ),
  );
  return [...new Set(open.flatMap((item) => item.serves))].sort(compareBytes);
};

/** The open goal, in a plan that has not ended, that is due first. */
export const nextGoal: FacetOracle = (history, asOf) => {
  const signals = history.byInstant('signals.milestone', asOf);
  if (signals.length === 0) return null;
  const decides = ['planned', 'rescheduled', 'reached', 'missed', 'dropped'];
  const isOver = (events: typeof signals) =>
    ['reached', 'dropped'].includes(events.findLast((s) => decides.includes(s.change))?.change ?? '');
  const items = [...groupBy(signals, (s) => JSON.stringify([s.planId, s.subject, s.subjectId])).values()];
  const ended = items.filter((events) => events[0]!.subject === 'plan' && isOver(events));
  const goals = items
    .filter((events) => events[0]!.subject === 'goal' && !isOver(events))
    .filter(([first]) => !ended.some(([plan]) => plan!.planId === first!.planId))
    .map((events) => ({
      due: events.findLast((s) => s.dueAt != null)?.dueAt ?? Number.MAX_SAFE_INTEGER,
      title: [...events.at(-1)!.title].slice(0, 80).join(''),
    }));
  return goals.sort((a, b) => a.due - b.due || compareBytes(a.title, b.title))[0]?.title ?? '';
};

const lastSaid = (history: History, asOf: Instant) => history.byInstant('signals.account', asOf).at(-1);

export const provisionedUsers: FacetOracle = (history, asOf) =>
  lastSaid(history, asOf)?.provisionedUsers ?? null;

export const onboarding: FacetOracle = (history, asOf) => {
  const said = lastSaid(history, asOf);
  return said ? [said.touchModel ?? null, said.onboardingStartedAt ?? null] : null;
};

interface Entry {
  readonly tenant?: string | undefined;
  readonly from?: string | undefined;
  readonly segment?: string | undefined;
  readonly touchModel?: string | undefined;
}

/** The last entry that has begun and is for such an account of the tenant. */
function entryFor<E extends Entry>(entries: readonly E[], history: History, asOf: Instant): E | null {
  const said = lastSaid(history, asOf);
  const fits = entries.filter(
    (e) =>
      (!e.tenant || e.tenant === history.facts[0]?.tenantId) &&
      (!e.from || Date.parse(e.from) <= asOf) &&
      (!e.segment || e.segment === said?.segment) &&
      (!e.touchModel || e.touchModel === said?.touchModel),
  );
  return fits.at(-1) ?? null;
}

const tier = (history: History, asOf: Instant) => entryFor(TEST_FEATURES.features, history, asOf);

function highImpact(history: History, asOf: Instant): readonly string[] {
  const goals = (goalFeatures(history, asOf) ?? []) as string[];
  return goals.length > 0 ? goals : (tier(history, asOf)?.highImpact ?? []);
}

const shareInUse =
  (wanted: (history: History, asOf: Instant) => readonly string[]): Oracle =>
  (history, asOf) => {
    const features = [...new Set(wanted(history, asOf))];
    if (features.length === 0) return unknown('not-applicable');
    const days = daysOfUse(history, asOf);
    if (days.size === 0) return unknown('never');
    return known(features.filter((f) => within(days.get(f) ?? [], asOf, 28) > 0).length / features.length);
  };

const licensed = (history: History, asOf: Instant) => (licensedFeatures(history, asOf) ?? []) as string[];

export const licensedFeatureShare = shareInUse(licensed);
export const coreFeatureUse = shareInUse((history, asOf) => tier(history, asOf)?.core ?? []);
export const highImpactFeatureUse = shareInUse(highImpact);
const advancedUse = shareInUse((history, asOf) => tier(history, asOf)?.advanced ?? []);

export const underusedFeatures: Oracle = (history, asOf) => {
  const days = daysOfUse(history, asOf);
  if (days.size === 0) return unknown('never');
  const should = new Set([
    ...licensed(history, asOf),
    ...(tier(history, asOf)?.core ?? []),
    ...highImpact(history, asOf),
  ]);
  if (should.size === 0) return unknown('not-applicable');
  const idle = [...should].filter((feature) => {
    const used = days.get(feature) ?? [];
    return within(used, asOf, 28) === 0 || within(used, asOf, 90) < 3;
  });
  return known(idle.length);
};

export const timeToAdoption: Oracle = (history, asOf) => {
  const start =
    lastSaid(history, asOf)?.onboardingStartedAt ?? (subscribedSince(history, asOf) as number | null);
  const expected = entryFor(TEST_FEATURES.timeToAdoption, history, asOf)?.days;
  const features = new Set([
    ...(tier(history, asOf)?.core ?? []),
    ...(tier(history, asOf)?.highImpact ?? []),
  ]);
  if (start === null || start > asOf || !expected || features.size === 0) return unknown('not-applicable');
  const startDay = Math.floor(start / DAY_MS);
  const since = telemetrySince(history, asOf) as number | null;
  if (since === null) return unknown('never');
  if (since - startDay > expected) return unknown('too-little-history');
  const days = daysOfUse(history, asOf);
  const took = [...features].map((f) =>
    Math.max(0, (days.get(f)?.[0] ?? Math.floor(asOf / DAY_MS)) - startDay),
  );
  return known(medianOf(took) / expected);
};

export const expansionReadiness: Oracle = (history, asOf) => {
  const seats = seatShare(history, asOf);
  const advanced = advancedUse(history, asOf);
  const near = seats.value === null ? null : Math.min(1, Math.max(0, (seats.value - 0.7) / 0.25));
  const parts = [near, advanced.value].filter((part) => part !== null);
  if (parts.length > 0) return known(sum(parts) / parts.length);
  return [seats.reason, advanced.reason].includes('never') ? unknown('never') : unknown('not-applicable');
};

export function expansionProposals(history: History, asOf: Instant): string[] {
  if (expansionReadiness(history, asOf).value === null) return [];
  const days = daysOfUse(history, asOf);
  const wanted = [...highImpact(history, asOf), ...(tier(history, asOf)?.advanced ?? [])];
  const unused = [...new Set(wanted)].filter((name) => within(days.get(name) ?? [], asOf, 28) === 0);
  const goal = nextGoal(history, asOf);
  return unused.length > 0 || !goal ? unused.slice(0, 3) : [`the goal “${goal}”`];
}

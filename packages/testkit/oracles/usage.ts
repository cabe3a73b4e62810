import type { Instant } from '@bellwether/domain';
import type { History } from './history.ts';
import { licensedSeats } from './licences.ts';
import { ageInDays, known, medianOf, type Oracle, sum, unknown, weightIn } from './oracle.ts';

const realLogins = (history: History, asOf: Instant) =>
  history.byDay('signals.login', asOf).filter((s) => s.kind === 'login');
export const featureUses = (history: History, asOf: Instant) => history.byDay('signals.feature-use', asOf);

function presenceOfPeople(history: History, asOf: Instant) {
  return [...realLogins(history, asOf), ...featureUses(history, asOf)].filter((s) => !s.automation);
}

export const loginsPerWeek: Oracle = (history, asOf) => {
  const logins = realLogins(history, asOf);
  if (logins.length === 0) return unknown('never');
  return known(sum(logins.map((s) => weightIn(s.occurredAt, asOf, 7))));
};

export const loginsPerMonth: Oracle = (history, asOf) => {
  const logins = realLogins(history, asOf);
  if (logins.length === 0) return unknown('never');
  return known(sum(logins.map((s) => weightIn(s.occurredAt, asOf, 30))));
};

/** People with a name who were there, by the age of the day they were there on; or why there are none. */
export function namedPresence(history: History, asOf: Instant) {
  const presence = presenceOfPeople(history, asOf);
  const named = presence.flatMap((s) =>
    s.userId ? [{ user: s.userId, age: ageInDays(s.occurredAt, asOf) }] : [],
  );
  return { named, none: unknown(presence.length === 0 ? 'never' : 'not-applicable') };
}

export const activeUsers: Oracle = (history, asOf) => {
  const { named, none } = namedPresence(history, asOf);
  if (named.length === 0) return none;
  return known(new Set(named.filter(({ age }) => age < 28).map(({ user }) => user)).size);
};

export const totalUsers: Oracle = (history, asOf) => {
  const { named, none } = namedPresence(history, asOf);
  return named.length === 0 ? none : known(new Set(named.map(({ user }) => user)).size);
};

export const seatShare: Oracle = (history, asOf) => {
  const seats = licensedSeats(history, asOf).value;
  if (!seats) return unknown('not-applicable');
  const active = activeUsers(history, asOf);
  return active.value === null ? active : known(active.value / seats);
};

export const timeInApp: Oracle = (history, asOf) => {
  const sessions = history
    .byDay('signals.login', asOf)
    .filter((s) => s.kind === 'session-end' && !s.automation && s.sessionSeconds);
  if (sessions.length === 0)
    return presenceOfPeople(history, asOf).length === 0 ? unknown('never') : unknown('not-applicable');
  return known(sum(sessions.map((s) => s.sessionSeconds! * weightIn(s.occurredAt, asOf, 28))) / 3600 / 4);
};

export const loginConsistency: Oracle = (history, asOf) => {
  const ages = realLogins(history, asOf)
    .filter((s) => !s.automation)
    .map((s) => ageInDays(s.occurredAt, asOf));
  if (ages.length === 0) return unknown('never');
  const activeDays: number[] = [];
  // Weeks run backwards from yesterday; one counts when the first login is not after its first day.
  for (let newest = 1; newest + 6 <= Math.max(...ages) && activeDays.length < 12; newest += 7) {
    activeDays.push(new Set(ages.filter((age) => age >= newest && age < newest + 7)).size);
  }
  if (activeDays.length < 8) return unknown('too-little-history');
  const mean = sum(activeDays) / activeDays.length;
  if (mean === 0) return known(0);
  const deviation = Math.sqrt(sum(activeDays.map((d) => (d - mean) ** 2)) / activeDays.length);
  return known(1 / (1 + deviation / mean));
};

export const stickiness: Oracle = (history, asOf) => {
  const { named, none } = namedPresence(history, asOf);
  if (named.length === 0) return none;
  const recent = named.filter(({ age }) => age < 28);
  const monthly = new Set(recent.map(({ user }) => user)).size;
  if (monthly === 0) return known(0);
  const days = Math.min(28, Math.max(...named.map(({ age }) => age)) + 1);
  const daily = Array.from(
    { length: days },
    (_, day) => new Set(recent.filter(({ age }) => age === day).map(({ user }) => user)).size,
  );
  return known(sum(daily) / days / monthly);
};

export const automationShare: Oracle = (history, asOf) => {
  const activity = [
    ...realLogins(history, asOf).map((s) => ({ ...s, amount: 1 })),
    ...featureUses(history, asOf).map((s) => ({ ...s, amount: s.count })),
  ];
  if (sum(activity.map((a) => a.amount)) === 0) return unknown('never');
  const weigh = (some: typeof activity) => sum(some.map((a) => a.amount * weightIn(a.occurredAt, asOf, 28)));
  const all = weigh(activity);
  return all === 0 ? unknown('silent') : known(weigh(activity.filter((a) => a.automation)) / all);
};

export const usageChange: Oracle = (history, asOf) => {
  const activity = [
    ...realLogins(history, asOf).map((s) => ({ at: s.occurredAt, amount: 1 })),
    ...featureUses(history, asOf).map((s) => ({ at: s.occurredAt, amount: s.count })),
  ].filter((a) => a.amount > 0);
  if (activity.length === 0) return unknown('never');
  const historyDays = Math.max(...activity.map((a) => ageInDays(a.at, asOf)));
  const week: number[] = [];
  // Weeks run backwards from the 15th day back; a week counts when the account had begun by its first day.
  for (let newest = 15; newest + 6 <= historyDays && week.length < 12; newest += 7) {
    const inWeek = activity.filter(({ at }) => {
      const age = ageInDays(at, asOf);
      return age >= newest && age < newest + 7;
    });
    week.push(sum(inWeek.map((a) => a.amount)));
  }
  if (week.length < 8) return unknown('too-little-history');
  const usual = medianOf(week);
  const recent = sum(activity.map((a) => a.amount * weightIn(a.at, asOf, 14)));
  if (usual === 0) return recent === 0 ? known(0) : unknown('not-applicable');
  return known(recent / 2 / usual);
};

export const daysSinceLastSeen: Oracle = (history, asOf) => {
  const presence = presenceOfPeople(history, asOf);
  if (presence.length === 0) return unknown('never');
  return known(Math.min(...presence.map((s) => ageInDays(s.occurredAt, asOf))));
};

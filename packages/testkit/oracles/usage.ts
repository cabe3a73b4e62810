import type { Instant } from '@bellwether/domain';
import type { History } from './history.ts';
import { ageInDays, known, medianOf, type Oracle, sum, unknown, weightIn } from './oracle.ts';

const realLogins = (history: History, asOf: Instant) =>
  history.byDay('signals.login', asOf).filter((s) => s.kind === 'login');
const featureUses = (history: History, asOf: Instant) => history.byDay('signals.feature-use', asOf);

function presenceOfPeople(history: History, asOf: Instant) {
  return [...realLogins(history, asOf), ...featureUses(history, asOf)].filter((s) => !s.automation);
}

export const loginsPerWeek: Oracle = (history, asOf) => {
  const logins = realLogins(history, asOf);
  if (logins.length === 0) return unknown('never');
  return known(sum(logins.map((s) => weightIn(s.occurredAt, asOf, 7))));
};

export const activeUsers: Oracle = (history, asOf) => {
  const presence = presenceOfPeople(history, asOf);
  if (presence.length === 0) return unknown('never');
  const identified = presence.filter((s) => s.userId);
  if (identified.length === 0) return unknown('not-applicable');
  const recent = identified.filter((s) => ageInDays(s.occurredAt, asOf) < 28);
  return known(new Set(recent.map((s) => s.userId)).size);
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
  if (usual === 0) return unknown('not-applicable');
  const recent = sum(activity.map((a) => a.amount * weightIn(a.at, asOf, 14)));
  return known(recent / 2 / usual);
};

export const daysSinceLastSeen: Oracle = (history, asOf) => {
  const presence = presenceOfPeople(history, asOf);
  if (presence.length === 0) return unknown('never');
  return known(Math.min(...presence.map((s) => ageInDays(s.occurredAt, asOf))));
};

export const featureBreadth: Oracle = (history, asOf) => {
  const uses = featureUses(history, asOf);
  if (uses.length === 0) return unknown('never');
  return known(new Set(uses.filter((s) => ageInDays(s.occurredAt, asOf) < 28).map((s) => s.feature)).size);
};

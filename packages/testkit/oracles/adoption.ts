import { ageInDays, known, type Oracle, unknown } from './oracle.ts';
import { featureUses, namedPresence } from './usage.ts';

export const featureBreadth: Oracle = (history, asOf) => {
  const uses = featureUses(history, asOf).filter((s) => s.count > 0);
  if (uses.length === 0) return unknown('never');
  return known(new Set(uses.filter((s) => ageInDays(s.occurredAt, asOf) < 28).map((s) => s.feature)).size);
};

const HELP = new Set<string | null | undefined>(['how-to', 'usability']);

export const empowerment: Oracle = (history, asOf) => {
  if (history.byDay('signals.ticket', asOf).length === 0) return unknown('never');
  const { named, none } = namedPresence(history, asOf);
  if (named.length === 0) return none;
  const active = new Set(named.filter(({ age }) => age < 28).map(({ user }) => user));
  if (active.size === 0) return unknown('not-applicable');
  const asked = new Set(
    history
      .byDay('signals.ticket', asOf)
      .filter((s) => s.actor === 'customer' && HELP.has(s.category) && ageInDays(s.occurredAt, asOf) < 90)
      .map((s) => s.userId),
  );
  return known([...active].filter((user) => !asked.has(user)).length / active.size);
};

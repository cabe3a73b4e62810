import { DAY_MS, type Instant } from '@bellwether/domain';
import { compareBytes, groupBy, type History } from './history.ts';
import { ageInDays, type FacetOracle, known, type Oracle, unknown } from './oracle.ts';

/** Contacts whose last event is not that they left; null before anybody was named. */
export const contactsPresent: FacetOracle = (history, asOf) => {
  const events = history.byInstant('signals.contact', asOf);
  if (events.length === 0) return null;
  return stillThere(history, asOf).sort(compareBytes);
};

function stillThere(history: History, asOf: Instant): string[] {
  const byContact = groupBy(history.byInstant('signals.contact', asOf), (s) => s.contactId);
  return [...byContact].filter(([, events]) => events.at(-1)!.change !== 'left').map(([id]) => id);
}

/** Trainings that were held, as last reported, each with whom it reached. */
function trainings(history: History, asOf: Instant) {
  const reports = groupBy(history.byInstant('signals.interaction', asOf), (s) => s.interactionId);
  return [...reports.values()]
    .map((versions) => versions.at(-1)!)
    .filter((s) => s.kind === 'training' && s.outcome === 'held');
}

export const trainedContacts: FacetOracle = (history, asOf) => {
  if (history.byInstant('signals.interaction', asOf).length === 0) return null;
  const reached = trainings(history, asOf).flatMap((s) =>
    (s.contactIds ?? []).map((contact) => ({ contact, day: Math.floor(s.occurredAt / DAY_MS) })),
  );
  return [...groupBy(reached, ({ contact }) => contact)]
    .map(([contact, days]) => [contact, Math.max(...days.map(({ day }) => day))] as const)
    .sort(([a], [b]) => compareBytes(a, b));
};

export const trainingReach: Oracle = (history, asOf) => {
  const held = trainings(history, asOf);
  if (held.every((s) => (s.contactIds ?? []).length === 0)) return unknown('never');
  const present = stillThere(history, asOf);
  if (present.length === 0) return unknown('not-applicable');
  const reached = present.filter((contact) =>
    held.some((s) => s.contactIds?.includes(contact) && ageInDays(s.occurredAt, asOf) < 365),
  );
  return known(reached.length / present.length);
};

import { DAY_MS, type Instant } from '@bellwether/domain';
import { compareBytes, groupBy, type History } from './history.ts';
import { standingAnswer } from './judgement.ts';
import { ageInDays, type FacetOracle, known, meanIn, type Oracle, sum, unknown, weightIn } from './oracle.ts';
import type { InteractionSignal } from './signals.ts';

const isKeyRole = (role: string | null | undefined) => role === 'champion' || role === 'sponsor';

export const championChange: Oracle = (history, asOf) => {
  const byContact = groupBy(history.byInstant('signals.contact', asOf), (s) => s.contactId);
  const losses: number[] = [];
  let everNamed = false;
  for (const events of byContact.values()) {
    let role: string | null = null;
    let lostAt: number | null = null;
    for (const event of events) {
      const before = event.change === 'left' ? event.role : event.previousRole || role;
      const holdsNow = event.change !== 'left' && isKeyRole(event.role);
      if (isKeyRole(event.role) || isKeyRole(before)) everNamed = true;
      if (holdsNow) lostAt = null;
      else if (event.change !== 'joined' && isKeyRole(before)) lostAt = event.occurredAt;
      role = event.role;
    }
    if (lostAt !== null) losses.push(weightIn(lostAt, asOf, 90));
  }
  return everNamed ? known(sum(losses)) : unknown('never');
};

const EXPECTED = {
  weekly: { days: 28, contacts: 4 },
  fortnightly: { days: 28, contacts: 2 },
  monthly: { days: 31, contacts: 1 },
  quarterly: { days: 92, contacts: 1 },
} as const;

export const engagementFrequency: Oracle = (history, asOf) => {
  const reports = reportsOf(history, asOf);
  if (reports.length === 0) return unknown('never');
  const expected = EXPECTED[wishOf(history, asOf)];
  const held = reports.filter(isMeetingWithCs);
  const ratio = sum(held.map((s) => weightIn(s.occurredAt, asOf, expected.days))) / expected.contacts;
  const oldest = Math.max(...reports.map((s) => ageInDays(s.occurredAt, asOf)));
  const lookedBackInFull = oldest >= expected.days - 1;
  return ratio >= 1 || lookedBackInFull ? known(ratio) : unknown('too-little-history');
};

const STATED_TONES: Readonly<Record<string, number>> = { positive: 1, neutral: 0, negative: -1 };

export const interactionTone: Oracle = (history, asOf) => {
  const reports = groupBy(history.byInstant('signals.interaction', asOf), (s) => s.interactionId);
  const toned = [...reports.values()].flatMap((versions) => {
    const { tone, note, occurredAt } = versions.at(-1)!;
    const value = STATED_TONES[tone?.toLowerCase() ?? ''] ?? history.sentimentOf(note);
    return value === null ? [] : [{ at: occurredAt, value }];
  });
  return meanIn(toned, asOf, 90);
};

const PERIODS = {
  weekly: { days: 7, most: 12 },
  fortnightly: { days: 14, most: 6 },
  monthly: { days: 31, most: 6 },
  quarterly: { days: 92, most: 4 },
} as const;

export const engagementRegularity: Oracle = (history, asOf) => {
  const reports = reportsOf(history, asOf);
  if (reports.length === 0) return unknown('never');
  const { days, most } = PERIODS[wishOf(history, asOf)];
  const ages = (some: readonly InteractionSignal[]) => some.map((s) => ageInDays(s.occurredAt, asOf));
  const oldest = Math.max(...ages(reports));
  const met = ages(reports.filter(isMeetingWithCs));
  const kept: boolean[] = [];
  for (let newest = 0; newest + days - 1 <= oldest && kept.length < most; newest += days) {
    kept.push(met.some((age) => age >= newest && age < newest + days));
  }
  if (kept.length < 2) return unknown('too-little-history');
  return known(kept.filter((yes) => yes).length / kept.length);
};

export const contactBreadth: Oracle = (history, asOf) => {
  const reports = reportsOf(history, asOf);
  if (!reports.some((s) => (s.contactIds ?? []).length > 0)) return unknown('never');
  const left = new Set(contactsLeft(history, asOf));
  return known(contactsMet(reports, asOf).filter((id) => !left.has(id)).length);
};

export const csmChange: Oracle = (history, asOf) => {
  const named = history.byInstant('signals.account', asOf).filter((s) => s.csmId);
  if (named.length === 0) return unknown('never');
  const changes = named.filter((s, n) => n > 0 && s.csmId !== named[n - 1]!.csmId);
  return known(sum(changes.map((s) => weightIn(s.occurredAt, asOf, 180))));
};

/** When the first manager was named, and each other one after that. */
export const csmsSinceFacet: FacetOracle = (history, asOf) => {
  const said = history.byInstant('signals.account', asOf);
  if (said.length === 0) return null;
  const named = said.filter((s) => s.csmId);
  return named.filter((s, n) => s.csmId !== named[n - 1]?.csmId).map((s) => s.occurredAt);
};

/** `[day of the first interaction, [days met on, how often each]]`. */
export const engagementFacet: FacetOracle = (history, asOf) => {
  const reports = reportsOf(history, asOf);
  if (reports.length === 0) return null;
  const dayOf = (s: InteractionSignal) => Math.floor(s.occurredAt / DAY_MS);
  const met = reports.filter((s) => isMeetingWithCs(s) && ageInDays(s.occurredAt, asOf) < 368).map(dayOf);
  const days = [...new Set(met)].sort((a, b) => a - b);
  const counts = days.map((day) => met.filter((other) => other === day).length);
  return [Math.min(...reports.map(dayOf)), [days, counts]];
};

/** `[whether any interaction named a contact, whom we met in 90 days]`. */
export const metContactsFacet: FacetOracle = (history, asOf) => {
  const reports = reportsOf(history, asOf);
  if (reports.length === 0) return null;
  const everNamed = reports.some((s) => (s.contactIds ?? []).length > 0);
  return [everNamed ? 1 : 0, contactsMet(reports, asOf)];
};

export const contactsGoneFacet: FacetOracle = (history, asOf) => {
  return history.byInstant('signals.contact', asOf).length === 0 ? null : contactsLeft(history, asOf);
};

function contactsMet(reports: readonly InteractionSignal[], asOf: Instant): string[] {
  const met = reports.filter(
    (s) => s.outcome === 'held' && s.kind !== 'campaign' && ageInDays(s.occurredAt, asOf) < 90,
  );
  return [...new Set(met.flatMap((s) => s.contactIds ?? []))].sort(compareBytes);
}

function contactsLeft(history: History, asOf: Instant): string[] {
  const byContact = groupBy(history.byInstant('signals.contact', asOf), (s) => s.contactId);
  return [...byContact]
    .flatMap(([id, events]) => (events.at(-1)!.change === 'left' ? [id] : []))
    .sort(compareBytes);
}

/** Interactions, each as last reported. */
function reportsOf(history: History, asOf: Instant): InteractionSignal[] {
  const reports = groupBy(history.byInstant('signals.interaction', asOf), (s) => s.interactionId);
  return [...reports.values()].map((versions) => versions.at(-1)!);
}

function isMeetingWithCs(s: InteractionSignal): boolean {
  return (s.kind === 'meeting' || s.kind === 'call') && s.outcome === 'held' && s.staffRole === 'cs';
}

function wishOf(history: History, asOf: Instant): keyof typeof EXPECTED {
  const wish = standingAnswer(history, asOf, 'wished-contact-frequency');
  const choice = wish && !wish.withdrawn ? (wish.answer.choice ?? '') : '';
  return choice in EXPECTED ? (choice as keyof typeof EXPECTED) : 'monthly';
}

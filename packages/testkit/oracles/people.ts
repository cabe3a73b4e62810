import { groupBy } from './history.ts';
import { standingAnswer } from './judgement.ts';
import { known, meanIn, type Oracle, sum, unknown, weightIn } from './oracle.ts';

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
  const reports = groupBy(history.byInstant('signals.interaction', asOf), (s) => s.interactionId);
  if (reports.size === 0) return unknown('never');
  const wish = standingAnswer(history, asOf, 'wished-contact-frequency');
  const choice = wish && !wish.withdrawn ? wish.answer.choice : null;
  const expected = EXPECTED[(choice ?? 'monthly') as keyof typeof EXPECTED] ?? EXPECTED.monthly;
  const held = [...reports.values()]
    .map((versions) => versions.at(-1)!)
    .filter(
      (s) => (s.kind === 'meeting' || s.kind === 'call') && s.outcome === 'held' && s.staffRole === 'cs',
    );
  return known(sum(held.map((s) => weightIn(s.occurredAt, asOf, expected.days))) / expected.contacts);
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

import { addDays, type Day, dayOf, type Instant } from '@bellwether/domain';
import { subscriptionsAt } from '../oracles/commercial.ts';
import { groupBy, type History } from '../oracles/history.ts';
import { ageInDays, medianOf } from '../oracles/oracle.ts';
import type { Signal } from '../oracles/signals.ts';

export interface NaiveRising {
  readonly kind: string;
  readonly subject: string;
  readonly affected: readonly string[];
  readonly usual: number;
  readonly notYet: readonly string[];
}

/** Subjects that befell an account in a fortnight, by kind. */
type Befell = (history: History, asOf: Instant, fortnight: number) => readonly (string | null | undefined)[];

const inFortnight = (asOf: Instant, fortnight: number) => (fact: { readonly occurredAt: Instant }) =>
  Math.floor(ageInDays(fact.occurredAt, asOf) / 14) === fortnight;
const plain = (text: string | null | undefined) => text?.replace(/^ +| +$/g, '').toLowerCase();

const KINDS: Readonly<Record<string, { readonly ofFeature: boolean; readonly befell: Befell }>> = {
  'ticket-category': {
    ofFeature: false,
    befell: (history, asOf, n) => ticketsOpened(history, asOf, n).map((t) => t.category),
  },
  'how-to-tickets': {
    ofFeature: true,
    befell: (history, asOf, n) =>
      ticketsOpened(history, asOf, n).flatMap((t) => (t.asksHow ? t.feature : [])),
  },
  'feature-tickets': {
    ofFeature: true,
    befell: (history, asOf, n) => ticketsOpened(history, asOf, n).map((t) => t.feature),
  },
  'ticket-theme': {
    ofFeature: false,
    befell: (history, asOf, n) =>
      history
        .byInstant('signals.ticket', asOf)
        .filter((t) => t.change === 'opened')
        .filter(inFortnight(asOf, n))
        .flatMap((t) => history.readingOf(t.text)?.themes ?? []),
  },
  'feature-errors': {
    ofFeature: true,
    befell: (history, asOf, n) => {
      const uses = history.byInstant('signals.feature-use', asOf).filter(inFortnight(asOf, n));
      return [...groupBy(uses, (u) => u.feature)].flatMap(([feature, its]) => {
        const errors = its.reduce((total, u) => total + (u.errors ?? 0), 0);
        const count = its.reduce((total, u) => total + u.count, 0);
        return errors >= 3 && errors >= count / 10 ? [feature] : [];
      });
    },
  },
  'survey-reason': {
    ofFeature: false,
    befell: (h, asOf, n) => answered(h, asOf, n).map((s) => plain(s.reason)),
  },
  'survey-theme': {
    ofFeature: false,
    befell: (history, asOf, n) =>
      answered(history, asOf, n).flatMap((s) => {
        const read = history.readingOf(s.reason, s.language);
        return read && read.sentiment !== null && read.sentiment < 0 ? read.themes : [];
      }),
  },
  'survey-feature': { ofFeature: true, befell: (h, asOf, n) => answered(h, asOf, n).map((s) => s.feature) },
  'leaving-reason': {
    ofFeature: false,
    befell: (history, asOf, n) =>
      history
        .byInstant('signals.subscription', asOf)
        .filter((s) => s.change === 'notice-given' || s.change === 'churned')
        .filter(inFortnight(asOf, n))
        .map((s) => plain(s.reason)),
  },
};

/** Tickets first opened in a fortnight, of what lies in the fourteen weeks that are looked at, as last described. */
function ticketsOpened(history: History, asOf: Instant, fortnight: number) {
  const facts = history.byInstant('signals.ticket', asOf).filter((t) => ageInDays(t.occurredAt, asOf) < 98);
  return [...groupBy(facts, (t) => t.ticketId).values()].flatMap((its) => {
    const first = its.find((t) => t.change === 'opened');
    if (!first || !inFortnight(asOf, fortnight)(first)) return [];
    const category = its.findLast((t) => t.category != null)?.category;
    const feature = its.findLast((t) => t.feature != null)?.feature;
    return [{ category, feature, asksHow: category === 'how-to' || category === 'usability' }];
  });
}

function answered(history: History, asOf: Instant, fortnight: number) {
  const surveys = history.byInstant('signals.survey', asOf).filter((s) => s.change === 'answered');
  return surveys.filter(inFortnight(asOf, fortnight));
}

const TOPICS: Readonly<Record<string, Signal['topic']>> = {
  'feature-errors': 'signals.feature-use',
  'leaving-reason': 'signals.subscription',
};

/** Ticket and survey kinds are named after their topic. */
function topicOf(kind: string): Signal['topic'] {
  return TOPICS[kind] ?? (kind.includes('ticket') ? 'signals.ticket' : 'signals.survey');
}

/** Null while of no kind there are four fortnights before the last one; kinds of which there are not are left out. */
export function readRisingNaively(
  histories: ReadonlyMap<string, History>,
  asOf: Instant,
): NaiveRising[] | null {
  const facts = [...histories.values()].flatMap((h) => h.facts);
  const usualOf = (kind: string) => {
    const its = facts.filter((f) => f.topic === topicOf(kind)).map((f) => dayOf(f.occurredAt));
    const first = its.sort()[0];
    return [1, 2, 3, 4, 5, 6].filter((n) => first !== undefined && first <= oldestDayOf(n, asOf));
  };
  if (Object.keys(KINDS).every((kind) => usualOf(kind).length < 4)) return null;
  return Object.entries(KINDS).flatMap(([kind, { ofFeature, befell }]) => {
    const before = usualOf(kind);
    if (before.length < 4) return [];
    const affectedBy = (subject: string, n: number) =>
      [...histories].filter(([, h]) => befell(h, asOf, n).includes(subject)).map(([accountId]) => accountId);
    const subjects = new Set([...histories.values()].flatMap((h) => befell(h, asOf, 0)));
    return [...subjects].flatMap((subject): NaiveRising[] => {
      if (!subject) return [];
      const affected = affectedBy(subject, 0);
      const usual = medianOf(before.map((n) => affectedBy(subject, n).length));
      if (affected.length < 5 || affected.length < 1.5 * usual) return [];
      const limit = 0.001 * Math.min(1, 100 / [...subjects].filter(Boolean).length);
      if (atLeast(affected.length, usual + Math.log(2)) >= limit) return [];
      const notYet = [...histories].filter(
        ([id, h]) =>
          subscriptionsAt(h, asOf).some((s) => s.pays) &&
          !affected.includes(id) &&
          (!ofFeature || featuresOf(h, asOf).includes(subject)),
      );
      return [{ kind, subject, affected, usual, notYet: notYet.map(([id]) => id) }];
    });
  });
}

function oldestDayOf(fortnight: number, asOf: Instant): Day {
  return addDays(dayOf(asOf), -(14 * fortnight + 13));
}

/** 1 − P(X < k), the plain way. */
function atLeast(k: number, mean: number): number {
  let below = 0;
  let term = Math.exp(-mean);
  for (let n = 0; n < k; n++) {
    below += term;
    term *= mean / (n + 1);
  }
  return 1 - below;
}

/** Used within 90 days, or licensed by a contract that has not ended. */
function featuresOf(history: History, asOf: Instant): string[] {
  const uses = history
    .byInstant('signals.feature-use', asOf)
    .filter((u) => ageInDays(u.occurredAt, asOf) < 90);
  const changes = history.byInstant('signals.subscription', asOf).filter((s) => s.change !== 'purchased');
  const licensed = [...groupBy(changes, (s) => s.subscriptionId).values()]
    .filter((its) => its.at(-1)!.change !== 'churned')
    .flatMap((its) => its.filter((s) => (s.features ?? []).length > 0).at(-1)?.features ?? []);
  return [...uses.filter((u) => u.count > 0).map((u) => u.feature), ...licensed];
}

import { addDays, type Day, dayOf, type Instant } from '@bellwether/domain';
import { subscriptionsAt } from '../oracles/commercial.ts';
import { groupBy, type History } from '../oracles/history.ts';
import { ageInDays, medianOf } from '../oracles/oracle.ts';

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
    befell: (history, asOf, n) => opened(history, asOf, n).map((t) => t.category),
  },
  'how-to-tickets': {
    ofFeature: true,
    befell: (history, asOf, n) =>
      opened(history, asOf, n)
        .filter((t) => t.category === 'how-to' || t.category === 'usability')
        .map((t) => t.feature),
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

function opened(history: History, asOf: Instant, fortnight: number) {
  const tickets = history.byInstant('signals.ticket', asOf).filter((t) => t.change === 'opened');
  return tickets.filter(inFortnight(asOf, fortnight));
}

function answered(history: History, asOf: Instant, fortnight: number) {
  const surveys = history.byInstant('signals.survey', asOf).filter((s) => s.change === 'answered');
  return surveys.filter(inFortnight(asOf, fortnight));
}

/** Null while there are fewer than four fortnights before the last one. */
export function readRisingNaively(
  histories: ReadonlyMap<string, History>,
  asOf: Instant,
): NaiveRising[] | null {
  const days = [...histories.values()].flatMap((h) => h.facts.map((f) => dayOf(f.occurredAt))).sort();
  const before = [1, 2, 3, 4, 5, 6].filter((n) => days.length > 0 && days[0]! <= oldestDayOf(n, asOf));
  if (before.length < 4) return null;
  return Object.entries(KINDS).flatMap(([kind, { ofFeature, befell }]) => {
    const affectedBy = (subject: string, n: number) =>
      [...histories].filter(([, h]) => befell(h, asOf, n).includes(subject)).map(([accountId]) => accountId);
    const subjects = new Set([...histories.values()].flatMap((h) => befell(h, asOf, 0)));
    return [...subjects].flatMap((subject): NaiveRising[] => {
      if (!subject) return [];
      const affected = affectedBy(subject, 0);
      const usual = medianOf(before.map((n) => affectedBy(subject, n).length));
      if (affected.length < 5 || affected.length < 1.5 * usual) return [];
      if (atLeast(affected.length, usual + Math.log(2)) >= 0.001) return [];
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

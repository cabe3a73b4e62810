import { dayNumber } from '../days-window.ts';
import type { DerivedIndicator, Measured } from '../definition.ts';
import { NOT_APPLICABLE } from '../share.ts';

/** A year: who learnt the product before that has seen most of it change. */
const WINDOW_DAYS = 365;
const PRESENT = 'contactsPresent';
const TRAINED = 'trainedContacts';
const facets = [PRESENT, TRAINED];

export const trainingReach: DerivedIndicator = {
  id: 'training-reach',
  title: 'Reach of trainings',
  question: 'Have the people we know there been shown how it works?',
  group: 'adoption',
  kind: 'leading',
  lens: 'human',
  unit: 'ratio',
  direction: 'higher-is-healthier',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  from: [],
  facets,
  derive: (measured) => {
    const present = presentIn(measured);
    if (trainedIn(measured).size === 0) return { value: null, reason: 'never' };
    if (present.length === 0) return NOT_APPLICABLE;
    const reached = present.filter((contact) => isReached(contact, measured));
    return { value: reached.length / present.length, reason: null };
  },
  items: {
    from: [],
    facets,
    list: (measured) =>
      presentIn(measured)
        .filter((contact) => !isReached(contact, measured))
        .map((item) => {
          const day = trainedIn(measured).get(item);
          if (day === undefined) return { item, because: 'was in no training', amount: null };
          const days = dayNumber(measured.asOf) - day;
          return { item, because: `was last trained ${days} days ago`, amount: days };
        }),
  },
  health: [
    [0, 0],
    [0.3, 45],
    [0.6, 80],
    [1, 100],
  ],
  formula:
    'Contacts who took part in a training that was held in the last 365 whole days ÷ contacts who have not left; at most ' +
    '500 of each are counted. Never while no training that was held names a contact, not applicable without contacts. ' +
    'Behind it: whom no training reached. Source: own definition.',
  nextStep: 'Most have taught themselves: invite those on the list to the next training.',
  team: 'cs',
};

function presentIn({ facet }: Measured): readonly string[] {
  return (facet(PRESENT) ?? []) as string[];
}

/** The day of each contact's last training. */
function trainedIn({ facet }: Measured): ReadonlyMap<string, number> {
  return new Map((facet(TRAINED) ?? []) as [contactId: string, day: number][]);
}

function isReached(contact: string, measured: Measured): boolean {
  const day = trainedIn(measured).get(contact);
  return day !== undefined && day > dayNumber(measured.asOf) - WINDOW_DAYS;
}

import type { DerivedIndicator, Item, Measured } from '../definition.ts';

type Known = readonly [contactId: string, role: string, department: string];

/** Whom we met lately and who, as far as we know, is still there; null where no interaction ever named a contact. */
function inTouchWith({ facet }: Measured): readonly string[] | null {
  const [everNamed, met] = (facet('metContacts') ?? [0, []]) as [0 | 1, string[]];
  if (everNamed === 0) return null;
  const gone = new Set((facet('contactsGone') ?? []) as string[]);
  return met.filter((contact) => !gone.has(contact));
}

const facets = ['metContacts', 'contactsGone'];

/** The sphere of influence: one friend is a risk, whatever their warmth. */
export const contactBreadth: DerivedIndicator = {
  id: 'contact-breadth',
  title: 'Breadth of contacts',
  question: 'How many of their people are we in touch with?',
  group: 'relationship',
  kind: 'leading',
  lens: 'human',
  unit: 'count',
  direction: 'higher-is-healthier',
  windowDays: 90,
  fills: true,
  historyDaysMin: 0,
  from: [],
  facets,
  derive: (measured) => {
    const contacts = inTouchWith(measured);
    return contacts === null ? { value: null, reason: 'never' } : { value: contacts.length, reason: null };
  },
  health: [
    [0, 0],
    [1, 25],
    [3, 75],
    [5, 100],
  ],
  formula:
    'Distinct contacts in interactions that were held in the last 90 days, campaigns aside, without those who have left ' +
    'since; at most 100 are counted. Never while no interaction named a contact. Behind it: per role and department, how many ' +
    'of those we know we are in touch with, the gaps first. Source: own definition.',
  nextStep:
    'We know too few of them: ask the contact we have to introduce us to a second team and to their sponsor.',
  team: 'cs',
  items: { from: [], facets: [...facets, 'contactBook'], list: circles },
};

function circles(measured: Measured): Item[] {
  const met = new Set(inTouchWith(measured) ?? []);
  const book = (measured.facet('contactBook') ?? []) as Known[];
  const unknown = [...met].filter((id) => !book.some(([known]) => known === id));
  const circles = Map.groupBy(
    [...book, ...unknown.map((id): Known => [id, '', ''])],
    ([, role, department]) => [role || 'role unknown', department].filter((part) => part !== '').join(', '),
  );
  return [...circles]
    .map(([item, people]) => {
      const amount = people.filter(([id]) => met.has(id)).length;
      return { item, because: `in touch with ${amount} of ${people.length}`, amount };
    })
    .sort((a, b) => a.amount - b.amount || (a.item < b.item ? -1 : 1));
}

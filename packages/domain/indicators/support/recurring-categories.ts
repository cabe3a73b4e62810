import type { Item, MeasuredIndicator } from '../definition.ts';
import { OPENED_WINDOW_DAYS, openedRecently } from '../sources/tickets.ts';
import { unless } from '../sql/window.ts';

/** From here on it is no accident. */
const TICKETS_MIN = 3;

export const recurringCategories: MeasuredIndicator = {
  id: 'recurring-categories',
  title: 'Recurring ticket categories',
  question: 'What do they come back with again and again?',
  group: 'support',
  kind: 'lagging',
  lens: 'data',
  unit: 'count',
  direction: 'lower-is-healthier',
  source: 'tickets',
  windowDays: OPENED_WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless(
    '{{sum(categorised)}} = 0',
    `arrayCount(n -> n >= ${TICKETS_MIN}, {{sumMapIf([category], [1], if(categorised, ${openedRecently}, 0))}}.2)`,
  ),
  reason: `if({{sum(was_opened)}} = 0, 'never', 'not-applicable')`,
  health: [
    [0, 100],
    [1, 65],
    [2, 35],
    [3, 15],
    [5, 0],
  ],
  formula:
    'Categories in which at least three tickets were opened in the last 90 whole days, by the category last stated of ' +
    'each ticket. Not applicable where no ticket ever names a category. Source: own definition.',
  nextStep: 'The same trouble returns: fix its cause, or teach them the way around it.',
  team: 'product',
  items: {
    from: [],
    facets: ['ticketCategories'],
    list: ({ facet }) => recurring(facet('ticketCategories')),
  },
};

type Counted = [category: string, feature: string, tickets: number];

/** Each recurring category, the commonest first, with the features it is about. */
function recurring(facet: unknown): Item[] {
  const byCategory = Map.groupBy((facet ?? []) as Counted[], ([category]) => category);
  return [...byCategory]
    .map(([item, counted]) => ({
      item,
      because: aboutFeatures(counted),
      amount: counted.reduce((total, [, , tickets]) => total + tickets, 0),
    }))
    .filter(({ amount }) => amount >= TICKETS_MIN)
    .sort((a, b) => b.amount - a.amount);
}

function aboutFeatures(counted: readonly Counted[]): string {
  const named = counted.map(([, feature, tickets]) => `${feature || 'no feature named'} ${tickets}`);
  return `tickets opened in ${OPENED_WINDOW_DAYS} days: ${named.join(', ')}`;
}

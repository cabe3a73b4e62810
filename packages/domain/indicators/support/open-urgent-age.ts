import type { MeasuredIndicator } from '../definition.ts';

const MS_PER_HOUR = 3_600_000;

export const openUrgentAge: MeasuredIndicator = {
  id: 'open-urgent-age',
  title: 'Age of the oldest open urgent ticket',
  question: 'How long has the fire been burning?',
  group: 'support',
  kind: 'lagging',
  lens: 'data',
  unit: 'hours',
  direction: 'lower-is-healthier',
  source: 'tickets',
  windowDays: null,
  historyDaysMin: 0,
  value: `{{max(urgent_ms)}} / ${MS_PER_HOUR}`,
  reason: `'never'`,
  health: [
    [0, 100],
    [4, 80],
    [24, 50],
    [72, 20],
    [168, 0],
  ],
  formula:
    'Hours since the longest open of the open urgent tickets was opened, or reopened after its last solution; 0 while ' +
    'none is open. Source: backlog age of help desks, for urgent tickets. Anchored at hours, a day, three days and a week.',
  nextStep: 'It has waited too long: call the customer today with a name and a date.',
  team: 'support',
  items: {
    from: [],
    facets: ['ticketsUrgent'],
    list: ({ facet }) =>
      urgentTickets(facet('ticketsUrgent')).map(({ ticketId, about, since }) => ({
        item: ticketId,
        because: `open since ${new Date(since).toISOString()}${about && `, about ${about}`}`,
        amount: null,
      })),
  },
};

/** Oldest first. */
function urgentTickets(facet: unknown) {
  const rows = (facet ?? []) as [since: number, ticketId: string, category: string, feature: string][];
  return rows.map(([since, ticketId, category, feature]) => ({
    ticketId,
    since,
    about: [category, feature].filter(Boolean).join(', '),
  }));
}

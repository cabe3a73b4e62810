/** What people write, and in which language the survey tool says it is. */
export interface Words {
  readonly reason: string;
  readonly language: string;
}

const english = (...reasons: string[]): Words[] => reasons.map((reason) => ({ reason, language: 'en' }));

/** Why they would recommend it: most write English, some their own language. */
export const PRAISE: readonly Words[] = [
  ...english(
    'The dashboards are great and save us hours every week',
    'The whole team loves it',
    'Reports that our board believes, and they are easy to build',
    'Onboarding was smooth, and the support team is wonderful',
    'Reliable, simple, and the API is a pleasure to work with',
  ),
  { reason: 'Das spart uns jede Woche Stunden, das Team ist begeistert', language: 'de' },
  { reason: 'Très simple à utiliser et le service est excellent', language: 'fr' },
];

export const SHRUG: readonly Words[] = [
  ...english(
    'Does what it should',
    'Fine, a little slow at times',
    'Good, but pricing could be clearer',
    'The exports work; permissions took us a while',
    'We only use the reports so far',
  ),
  { reason: 'Ganz in Ordnung, die Berichte laden manchmal langsam', language: 'de' },
  { reason: 'Cumple, aunque los informes podrían ser más rápidos', language: 'es' },
];

export const BLAME: readonly Words[] = [
  ...english(
    'Support takes too long, and we are frustrated by the delays',
    'Too hard to set up, the permissions are a mess',
    'We do not get what we were promised',
    'The export fails every month and nobody cares',
    'Very disappointed by the price increase',
  ),
  { reason: 'Der Support antwortet nie und der Export stürzt ständig ab', language: 'de' },
  { reason: 'Trop cher pour ce que ça fait, nous sommes déçus', language: 'fr' },
];

/** What people write after a ticket, by how content they are. */
export const AFTER_TICKET = {
  content: ['Quick and friendly, thank you', 'Solved on the first try, great work', 'Helpful answer'],
  discontent: [
    'It took days to get a useful answer',
    'The problem is still there, and nobody explains why',
    'Unhappy with how often this breaks',
  ],
} as const;

/** The first message of a ticket, by category. */
export const TICKET_TEXTS = {
  'how-to': ['How do I share a dashboard with my board?', 'Where can I schedule the monthly export?'],
  usability: ['The permission settings are confusing', 'It takes too many clicks to build a report'],
  defect: ['The export fails with an error', 'Reports show wrong numbers since the update'],
  billing: ['The invoice shows more seats than we have', 'Please explain the price increase'],
} as const;

/** What the CSM notes after a meeting, by its tone. */
export const NOTES = {
  positive: [
    'They are happy with the dashboards and want to roll out to another team',
    'Good call: the reports save them time, they praised the onboarding',
    'Sehr zufrieden, sie möchten im Herbst weitere Teams dazunehmen',
  ],
  neutral: ['Walked through the roadmap', 'Reviewed open tickets and the plan for the quarter'],
  negative: [
    'They are frustrated by the slow export and asked about alternatives',
    'Tense call: worried about the price, disappointed by support',
    'Unzufrieden mit dem Support, der Export fällt ständig aus',
  ],
} as const;

/** One of several, by a number of the simulated life, so that words draw nothing from its chance. */
export function oneOf<T>(several: readonly T[], turn: number): T {
  return several[turn % several.length]!;
}

const FIRST = [
  'Amber',
  'Birch',
  'Cobalt',
  'Delta',
  'Ember',
  'Fjord',
  'Granite',
  'Harbor',
  'Iris',
  'Juniper',
].concat([
  'Kestrel',
  'Lumen',
  'Meadow',
  'Nimbus',
  'Orchard',
  'Pioneer',
  'Quarry',
  'Ridge',
  'Summit',
  'Tidal',
]);
const LAST = [
  'Analytics',
  'Bank',
  'Clinics',
  'Energy',
  'Foods',
  'Freight',
  'Labs',
  'Media',
  'Robotics',
  'Schools',
];

export const COMPANY_NAMES: readonly string[] = LAST.flatMap((last) =>
  FIRST.map((first) => `${first} ${last}`),
);

export const INDUSTRIES: Readonly<Record<string, string>> = {
  Analytics: 'software',
  Bank: 'finance',
  Clinics: 'health',
  Energy: 'energy',
  Foods: 'retail',
  Freight: 'logistics',
  Labs: 'science',
  Media: 'media',
  Robotics: 'manufacturing',
  Schools: 'education',
};

export const CSMS = [
  { id: 'csm-ada', name: 'Ada Okafor', email: 'ada@bellwether.example' },
  { id: 'csm-ben', name: 'Ben Sato', email: 'ben@bellwether.example' },
  { id: 'csm-cleo', name: 'Cleo Marin', email: 'cleo@bellwether.example' },
  { id: 'csm-dev', name: 'Dev Patel', email: 'dev@bellwether.example' },
  { id: 'csm-eva', name: 'Eva Lindqvist', email: 'eva@bellwether.example' },
  { id: 'csm-finn', name: 'Finn Moreau', email: 'finn@bellwether.example' },
] as const;

/** The product's features, from what everybody opens to what only a few ever find. */
export const FEATURES = [
  'dashboards',
  'reports',
  'search',
  'alerts',
  'exports',
  'sharing',
  'templates',
].concat(['integrations', 'workflows', 'api', 'forecasts', 'audit-log', 'mobile', 'assistant']);

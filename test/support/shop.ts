/** A shop of two customers under one parent, as files to import and the mapping for them. */
export const MAPPING = `
source: shop
dates: { formats: [dd-MM-yyyy] }
lookups:
  contract: { file: contracts.csv, key: id }
files:
  - file: contracts.csv
    signals:
      - topic: signals.subscription
        id: '{id}'
        account: '{customer}'
        occurredAt: { instant: from }
        fields: { subscriptionId: '{id}', change: started, mrr: { column: mrr, as: number }, currency: EUR }
      - topic: signals.account
        id: '{id}/account'
        account: '{customer}'
        occurredAt: { instant: from }
        fields: { name: '{customer}', parentAccountId: compass, csmId: 'csm-{customer}' }
  - file: uses.csv
    join: { contract: contract }
    signals:
      - topic: signals.login
        id: '{n}/login'
        account: '{contract.customer}'
        occurredAt: { instant: day, at: '12:00' }
        user: '{who}'
        fields: { kind: login }
      - topic: signals.feature-use
        id: '{n}/use'
        account: '{contract.customer}'
        occurredAt: { instant: day, at: '12:05' }
        user: '{who}'
        fields: { feature: '{what}', count: 1 }
`;
export const CONTRACTS = 'id,customer,from,mrr\nC1,north,01-01-2024,100\nC2,south,01-02-2024,250\n';
export const USES = [
  'n,contract,day,who,what',
  ...Array.from(
    { length: 60 },
    (_, n) => `${n},C${1 + (n % 2)},${String(1 + (n % 28)).padStart(2, '0')}-11-2024,u${n % 5},f${n % 7}`,
  ),
];

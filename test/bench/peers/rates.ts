import { dayOf, type Rates } from '@bellwether/domain';

/** What one unit of each currency is worth in the base currency on an instant's day, as `USD=0.85,…`. */
export function ratesAt({ reference, base, rates }: Rates, asOf: number): string {
  const perReference = Object.entries(rates).flatMap(([currency, byDay]) => {
    const inForce = Object.entries(byDay)
      .sort()
      .findLast(([day]) => day <= dayOf(asOf));
    return inForce ? [[currency, inForce[1]] as const] : [];
  });
  const all = new Map([[reference, 1], ...perReference]);
  const into = all.get(base)!;
  return [...all].map(([currency, rate]) => `${currency}=${into / rate}`).join(',');
}

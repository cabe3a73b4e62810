import { dayOf, type Instant } from '@bellwether/domain';
import { TEST_MONEY } from '../money.ts';

const { reference, base, tenants, rates } = TEST_MONEY.rates;

/** Units of the tenant's base currency for one unit of `currency` on an instant's day; null where no rate is known. */
export function rateAt(tenantId: string, currency: string, instant: Instant): number | null {
  const into = tenants[tenantId] ?? base;
  if (currency === into) return 1;
  const [from, to] = [perReference(currency, instant), perReference(into, instant)];
  return from === null || to === null ? null : to / from;
}

function perReference(currency: string, instant: Instant): number | null {
  if (currency === reference) return 1;
  let latest: number | null = null;
  for (const [day, rate] of Object.entries(rates[currency] ?? {}).sort()) {
    if (day <= dayOf(instant)) latest = rate;
  }
  return latest;
}

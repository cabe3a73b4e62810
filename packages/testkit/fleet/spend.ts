import { type Day, startOfDay } from '@bellwether/domain';
import { rateAt } from '../oracles/rates.ts';
import { type AccountMonth, closingOf, type Fleet } from './account-months.ts';

/** What was spent in a month on one thing, in the base currency; null without a rate. */
interface Spend {
  readonly category: 'acquisition' | 'retention';
  readonly account?: string | undefined;
  readonly segment?: string | undefined;
  readonly amount: number | null;
}

export function spendIn({ tenantId, costs, asOf }: Fleet, month: Day): Spend[] {
  const name = month.slice(0, 7);
  const closing = closingOf(month, asOf);
  return (costs.tenants[tenantId]?.costs ?? [])
    .filter((c) =>
      c.month ? c.month === name : c.from! <= name && (c.until === undefined || name <= c.until),
    )
    .map(({ category, account, segment, amount, currency, ...when }) => {
      const rate = amount === 0 ? 0 : rateAt(tenantId, currency, closing);
      const once = when.month !== undefined || when.from === when.until;
      const part = once ? 1 : elapsed(month, closing);
      return { category, account, segment, amount: rate === null ? null : amount * rate * part };
    });
}

/** How much of a month is over at an instant of it. */
function elapsed(month: Day, at: number): number {
  const opening = startOfDay(month) - 1;
  return (at - opening) / (closingOf(month, Number.POSITIVE_INFINITY) - opening);
}

/** What each account bears of a month's spend, and what is left with nobody to bear it, by segment. */
export interface Borne {
  readonly ofAccount: ReadonlyMap<string, number | null>;
  readonly unborne: readonly { readonly segment: string; readonly amount: number | null }[];
}

export function bear(
  spend: readonly Spend[],
  category: Spend['category'],
  rows: readonly AccountMonth[],
): Borne {
  const bears = (row: AccountMonth) =>
    category === 'acquisition' ? row.isNew : row.activeStart && row.activeEnd;
  const ofAccount = new Map<string, number | null>();
  const unborne: { segment: string; amount: number | null }[] = [];
  const add = (accountId: string, amount: number | null) => {
    const before = ofAccount.get(accountId);
    ofAccount.set(accountId, before === null || amount === null ? null : (before ?? 0) + amount);
  };
  for (const { account, segment, amount, ...its } of spend) {
    if (its.category !== category) continue;
    if (account !== undefined) {
      add(account, amount);
      continue;
    }
    const bearers = rows.filter((row) => bears(row) && (segment === undefined || row.segment === segment));
    for (const { accountId } of bearers) add(accountId, amount === null ? null : amount / bearers.length);
    if (bearers.length === 0) unborne.push({ segment: segment ?? 'none', amount });
  }
  return { ofAccount, unborne };
}

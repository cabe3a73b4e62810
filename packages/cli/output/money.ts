/** For people, in whole units of the tenant's base currency; null where it is not known. */
export function wholeMoney(money: number | null): string | null {
  return money === null ? null : Math.round(money).toLocaleString('en');
}

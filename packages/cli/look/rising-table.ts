import { RISING_KINDS, type Rising } from '@bellwether/domain';
import { wholeMoney } from '../output/money.ts';
import { print } from '../output/print.ts';
import { renderTable } from '../output/table.ts';

const NAMED_MAX = 10;

/** What rises, one block each: how far beyond chance, whom it has reached, and whom it has not. */
export function printRising(rising: readonly Rising[]): void {
  for (const { kind, subject, affected, usual, chance, notYet, mrrNotYet } of rising) {
    const { title } = RISING_KINDS.find(({ id }) => id === kind)!;
    print(`${subject}: ${title}`);
    print(`  ${affected.length} accounts in 14 days, ${usual} is usual (chance ${chance.toExponential(0)})`);
    print(`  affected: ${named(affected)}`);
    const money = mrrNotYet === null ? 'MRR unknown, a rate is missing' : `MRR ${wholeMoney(mrrNotYet)}`;
    print(`  not yet: ${notYet.length} accounts, ${money}`);
    const shown = notYet.slice(0, NAMED_MAX).map(({ accountId, mrr }) => ['', accountId, wholeMoney(mrr)]);
    if (shown.length > 0)
      print(renderTable([{ title: '   ' }, { title: 'NOT YET' }, { title: 'MRR', align: 'right' }], shown));
    print('');
  }
}

function named(accounts: readonly string[]): string {
  const more = accounts.length > NAMED_MAX ? ` and ${accounts.length - NAMED_MAX} more` : '';
  return accounts.slice(0, NAMED_MAX).join(', ') + more;
}

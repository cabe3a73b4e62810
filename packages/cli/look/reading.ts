import type { ClickHouse } from '@bellwether/clickhouse';
import {
  type Evaluation,
  healthAt,
  type Indicator,
  type Instant,
  type Item,
  itemsOf,
  type MissingReason,
  standsAt,
} from '@bellwether/domain';
import { CliError } from '../output/cli-error.ts';
import { readingStore } from './judge.ts';
import type { TenantView } from './tenant-view.ts';

/** One indicator of one account, with what is behind it. */
export interface AccountReading {
  readonly indicator: Indicator;
  readonly value: number | null;
  readonly reason: MissingReason | null;
  /** 0 to 100; null without a value. */
  readonly health: number | null;
  /** Null where the indicator has no list. */
  readonly items: readonly Item[] | null;
}

/** Every indicator of an account as of an instant, its list read as well. @throws CliError where nothing is known of it */
export async function readAccount(
  client: ClickHouse,
  view: Pick<TenantView, 'tenantId' | 'epoch' | 'indicators'>,
  accountId: string,
  asOf: Instant,
  indicators: readonly Indicator[],
): Promise<AccountReading[]> {
  const store = readingStore(client, view.indicators, { items: true });
  const [evaluation] = await store.evaluate([{ tenantId: view.tenantId, accountId, asOf }], () => view.epoch);
  if (!evaluation) {
    throw new CliError(
      `Nothing is known of an account ${accountId} of ${view.tenantId} by ${new Date(asOf).toISOString()}.`,
      { remedy: `\`npx bellwether accounts --tenant ${view.tenantId}\` lists those there are.` },
    );
  }
  return indicators.map((indicator) => readingOf(indicator, evaluation, view.tenantId));
}

function readingOf(indicator: Indicator, evaluation: Evaluation, tenantId: string): AccountReading {
  const { profile, version, firstDay } = evaluation;
  const { value, reason } = evaluation.values.find((v) => v.indicator === indicator.id)!;
  return {
    indicator,
    value,
    reason,
    health: value === null ? null : healthAt(indicator, value, standsAt(profile, version.asOf), firstDay),
    items: itemsOf(indicator, evaluation, tenantId),
  };
}

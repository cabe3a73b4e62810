import type { ClickHouse } from '@bellwether/clickhouse';
import {
  type AccountRef,
  type Indicator,
  type Instant,
  type Override,
  overrideFault,
  parseScorecardSet,
  type ScorecardSet,
  type ScorecardVersion,
  type ScoringRules,
  scorecardKey,
} from '@bellwether/domain';
import { CliError, messageOf } from '../output/cli-error.ts';
import { indicatorsHere } from '../stack/indicators.ts';

/** Everything about a tenant, besides its facts, that decides how its accounts are seen. */
export interface TenantView {
  readonly tenantId: string;
  readonly epoch: number;
  /** Where the tenant is frozen; null: it lives now. */
  readonly frozenAt: Instant | null;
  /** Every indicator under the configuration, as the services read it too. */
  readonly indicators: readonly Indicator[];
  readonly rules: ScoringRules;
  overridesOf(account: AccountRef): readonly Override[];
}

interface TenantRow {
  readonly epoch: number;
  readonly asOf: string | null;
}
type OverrideRow = Omit<Override, 'createdAt' | 'expiresAt'> & {
  createdAt: string;
  expiresAt: string | null;
};

/** Reads it from what the history service has landed. @throws CliError when the tenant or a scorecard is unknown */
export async function readTenantView(
  client: ClickHouse,
  tenantId: string,
  indicators: readonly Indicator[] = indicatorsHere(),
): Promise<TenantView> {
  const params = { tenant: tenantId };
  const [tenants, cards, overrides, known] = await Promise.all([
    client.rows<TenantRow>(
      `SELECT toUInt32(epoch) AS epoch, toString(toUnixTimestamp64Milli(as_of)) AS asOf
       FROM tenants FINAL WHERE tenant_id = {tenant:String}`,
      { params },
    ),
    readScorecards(client),
    client.rows<OverrideRow>(
      `SELECT event_id AS eventId, tenant_id AS tenantId, account_id AS accountId, change, score_tenths AS scoreTenths,
         note, author, toString(toUnixTimestamp64Milli(created_at)) AS createdAt,
         toString(toUnixTimestamp64Milli(expires_at)) AS expiresAt
       FROM overrides WHERE tenant_id = {tenant:String}`,
      { params },
    ),
    client.rows('SELECT 1 FROM account_days WHERE tenant_id = {tenant:String} LIMIT 1', { params }),
  ]);
  if (known.length === 0) {
    throw new CliError(`There is nothing about a tenant ${tenantId}.`, {
      remedy: '`npx bellwether tenants` lists those there are.',
    });
  }
  const accepted = overrides
    .map(overrideOf)
    .filter((override) => overrideFault(override, override.createdAt) === null);
  const byAccount = Map.groupBy(accepted, (override) => override.accountId);
  const [row] = tenants;
  return {
    tenantId,
    indicators,
    epoch: row?.epoch ?? 0,
    frozenAt: row?.asOf == null ? null : Number(row.asOf),
    rules: {
      scorecards: cards,
      indicators: new Map(indicators.map((indicator) => [indicator.id, indicator])),
    },
    overridesOf: ({ accountId }) => byAccount.get(accountId) ?? [],
  };
}

async function readScorecards(client: ClickHouse): Promise<Map<string, ScorecardVersion>> {
  const rows = await client.rows<{ tenantId: string; version: number; validFrom: string; content: string }>(
    `SELECT tenant_id AS tenantId, version, toString(toUnixTimestamp64Milli(valid_from)) AS validFrom, content
     FROM scorecards FINAL`,
  );
  if (rows.length === 0) {
    throw new CliError('No scorecard has been published yet, so nothing can be scored.', {
      remedy: 'The scorer publishes the default one when it starts: `npm start -- --no-demo`.',
    });
  }
  return new Map(
    rows.map(({ tenantId, version, validFrom, content }) => {
      const scorecards = scorecardsIn(content, `${tenantId}/${version}`);
      const card = { tenantId, version, validFrom: Number(validFrom), scorecards };
      return [scorecardKey(card), card];
    }),
  );
}

function scorecardsIn(content: string, version: string): ScorecardSet {
  try {
    return parseScorecardSet(JSON.parse(content));
  } catch (cause) {
    throw new CliError(`The published scorecards ${version} are not valid here.`, {
      details: [messageOf(cause)],
      remedy: 'Is this the same version of Bellwether that published them?',
      cause,
    });
  }
}

function overrideOf({ createdAt, expiresAt, ...row }: OverrideRow): Override {
  return { ...row, createdAt: Number(createdAt), expiresAt: expiresAt === null ? null : Number(expiresAt) };
}

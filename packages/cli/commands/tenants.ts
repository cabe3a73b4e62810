import type { ClickHouse } from '@bellwether/clickhouse';
import type { Instant } from '@bellwether/domain';
import { type Command, InvalidArgumentError } from 'commander';
import { waitWithProgress } from '../import/wait.ts';
import { frozenAtOf } from '../look/tenant-as-of.ts';
import { print, printJson } from '../output/print.ts';
import { renderTable } from '../output/table.ts';
import { withClickHouse } from '../stack/clickhouse.ts';
import { withKafka } from '../stack/kafka.ts';
import { moveAsOf } from '../tenants/move-as-of.ts';
import { begunDayOption, tenantOption } from './options.ts';

interface TenantRow {
  readonly tenantId: string;
  readonly accounts: number;
  readonly facts: number;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly asOf: string | null;
  readonly importing: boolean;
}

/** Telemetry of a whole fleet that is not heard at present. */
interface QuietSource {
  readonly tenantId: string;
  readonly topic: string;
  readonly sources: readonly string[];
  readonly since: string;
  readonly summary: string;
}

export function registerTenants(program: Command): void {
  const tenants = program.command('tenants').description('The companies whose customers are watched');
  tenants
    .command('list', { isDefault: true })
    .description('Every tenant, its size, the day from which it is looked at, and telemetry that went quiet')
    .option('--json', 'an array of objects')
    .addHelpText('after', '\nExample:\n  npx bellwether tenants')
    .action(async (options: { json?: boolean }) => {
      const [rows, quiet] = await withClickHouse((client) =>
        Promise.all([listTenants(client), listQuietSources(client)]),
      );
      if (options.json) return printJson(rows.map((row) => ({ ...row, quiet: quietOf(row, quiet) })));
      if (rows.length === 0) {
        return print('No tenant has any data yet. `npx bellwether import --help` shows how to bring some.');
      }
      print(
        renderTable(
          [
            { title: 'TENANT' },
            { title: 'ACCOUNTS', align: 'right' },
            { title: 'FACTS', align: 'right' },
            { title: 'FROM' },
            { title: 'TO' },
            { title: 'AS OF' },
            { title: 'QUIET' },
          ],
          rows.map((row) => [
            row.tenantId,
            row.accounts,
            row.facts,
            row.firstDay,
            row.lastDay,
            row.importing ? 'importing' : (row.asOf?.slice(0, 10) ?? 'now'),
            quietOf(row, quiet)
              .map(({ topic }) => topic)
              .join(', '),
          ]),
        ),
      );
      for (const { summary } of quiet) print(summary);
    });
  tenants
    .command('as-of')
    .description('Look at a tenant from the end of another day on, or let it live now')
    .argument('<tenant>', 'whose customers these are', tenantOption)
    .argument('<day>', 'YYYY-MM-DD, or now', dayOrNow)
    .option('--json', '{ tenant, asOf }')
    .addHelpText(
      'after',
      `
Where a tenant is frozen, later signals are kept and move no score until it is looked at from a later day. Every account
is evaluated again, which this waits for.

Examples:
  npx bellwether tenants as-of acme now
  npx bellwether tenants as-of acme 2026-06-30`,
    )
    .action(async (tenantId: string, asOf: Instant | null, options: { json?: boolean }) => {
      const row = await withClickHouse(async (client) => {
        // Rejects for a tenant nobody has heard of: a name is soon mistyped.
        await frozenAtOf(client, tenantId);
        return withKafka(async (kafka) => {
          const moved = await moveAsOf({ tenantId, asOf, now: Date.now }, kafka);
          if (moved.epoch > 0) await waitWithProgress({ log: kafka.log, client, ended: moved });
          return moved;
        });
      });
      const from = row.asOf === null ? null : new Date(row.asOf).toISOString();
      if (options.json) return printJson({ tenant: tenantId, asOf: from });
      print(`${tenantId} is looked at from ${from?.slice(0, 10) ?? 'now'}; every account is evaluated.`);
    });
}

/** The close of a day; null for now. */
function dayOrNow(text: string): Instant | null {
  if (text === 'now') return null;
  try {
    return begunDayOption(text);
  } catch {
    throw new InvalidArgumentError(
      'now, or a day that has come, written YYYY-MM-DD, for example 2024-12-31.',
    );
  }
}

function listTenants(client: ClickHouse): Promise<TenantRow[]> {
  return client.rows<TenantRow>(
    `SELECT tenant_id AS tenantId, toUInt32(d.accounts) AS accounts, toFloat64(d.facts) AS facts,
       d.firstDay AS firstDay, d.lastDay AS lastDay, t.as_of AS asOf, t.importing AS importing
     FROM (
       SELECT tenant_id, uniqExact(account_id) AS accounts, sum(days.facts) AS facts, toNullable(min(day)) AS firstDay,
         toNullable(max(day)) AS lastDay
       FROM account_days AS days FINAL WHERE days.facts > 0 GROUP BY tenant_id
     ) AS d
     FULL JOIN (SELECT * FROM tenants FINAL) AS t USING (tenant_id)
     ORDER BY tenantId`,
  );
}

function listQuietSources(client: ClickHouse): Promise<QuietSource[]> {
  return client.rows<QuietSource>(
    `SELECT tenant_id AS tenantId, topic, sources, since, summary FROM quiet_sources
     WHERE recovered_at IS NULL ORDER BY tenantId, topic`,
  );
}

function quietOf({ tenantId }: TenantRow, quiet: readonly QuietSource[]): Omit<QuietSource, 'tenantId'>[] {
  return quiet.filter((each) => each.tenantId === tenantId).map(({ tenantId: _, ...source }) => source);
}

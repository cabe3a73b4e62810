import type { Command } from 'commander';
import { CliError, messageOf, usageError } from '../output/cli-error.ts';
import { printJson } from '../output/print.ts';
import { withClickHouse } from '../stack/clickhouse.ts';

export function registerSql(program: Command): void {
  program
    .command('sql')
    .description('Ask ClickHouse. The views never count anything twice; raw tables need FINAL.')
    .argument('<query>', 'one statement, without a FORMAT clause')
    .option('--json', 'an array of objects')
    .option('--format <name>', 'any output format of ClickHouse, such as CSVWithNames, TSV, Vertical')
    .addHelpText(
      'after',
      `
Views: accounts_now, health_daily, health_changes, health_change_lines, parents_now, indicator_daily,
       account_lifetimes, cohort_retention, revenue_monthly, quiet_sources; exchange_rates and costs are what config/ says
Facts: logins, feature_uses, tickets, surveys, assessments, contacts, milestones, interactions, subscriptions,
       accounts; add _distinct to any of them to count each fact once

Examples:
  npx bellwether sql "SELECT segment, count() AS accounts, round(avg(score), 1) AS score
                      FROM accounts_now WHERE tenant_id = 'demo' AND churned_at IS NULL GROUP BY segment"
  npx bellwether sql "SELECT as_of, title, previous_value, value, delta FROM health_change_lines
                      WHERE tenant_id = 'demo' AND account_id = 'amber-bank' AND delta != 0 ORDER BY as_of, delta"
  npx bellwether sql "SELECT topic, reason, detail, count() FROM dead_letters FINAL
                      WHERE tenant_id = 'demo' GROUP BY ALL"`,
    )
    .action(async (query: string, options: { json?: boolean; format?: string }) => {
      if (options.json && options.format)
        throw usageError('--json is a format of its own; leave --format out.');
      const statement = query.trim().replace(/;$/, '');
      await withClickHouse(async (client) => {
        try {
          if (options.json) return printJson(await client.rows(statement));
          const format = options.format ?? 'PrettyCompactMonoBlock';
          const answer = await client.text(statement, { settings: { default_format: format } });
          process.stdout.write(answer === '' || answer.endsWith('\n') ? answer : `${answer}\n`);
        } catch (cause) {
          throw new CliError('ClickHouse does not accept the query.', {
            details: [messageOf(cause)],
            remedy: 'SHOW TABLES lists tables and views, DESCRIBE <name> its columns.',
          });
        }
      });
    });
}

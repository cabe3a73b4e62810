import { type ClickHouse, connect } from '@bellwether/clickhouse';
import { CliError } from '../output/cli-error.ts';
import { stackAddresses } from './addresses.ts';

/** Runs `use` with a connection that is closed afterwards. A CliError when nothing answers. */
export async function withClickHouse<T>(use: (client: ClickHouse) => Promise<T>): Promise<T> {
  const { clickhouseUrl } = stackAddresses();
  const client = connect({ url: clickhouseUrl });
  try {
    if (!(await client.alive())) {
      throw new CliError(`ClickHouse does not answer at ${clickhouseUrl}.`, {
        remedy: 'Start the stack with `npx bellwether stack up`, or set CLICKHOUSE_URL.',
      });
    }
    return await use(client);
  } finally {
    await client.close();
  }
}

import { randomUUID } from 'node:crypto';
import { testStack } from '@bellwether/testkit';
import { curl } from './curl.ts';

/** A database of the server under contract: the stack's, or the real one of CLICKHOUSE_CONTRACT_URL. */
export interface ContractDatabase {
  url: string;
  name: string;
  /** The interface's address with this database, and these parameters. */
  at(params?: Readonly<Record<string, string>>): string;
  /** Runs a statement sent as a body; its answer without the last line break. Rejects on an exception. */
  run(sql: string, params?: Readonly<Record<string, string>>): Promise<string>;
  drop(): Promise<void>;
}

export async function createContractDatabase(): Promise<ContractDatabase> {
  const url = process.env.CLICKHOUSE_CONTRACT_URL ?? testStack().clickhouse.url;
  const name = `contract_${randomUUID().replaceAll('-', '')}`;
  const send = async (address: string, sql: string) => {
    const answer = await curl([address, '--data-binary', '@-'], sql);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.text.trimEnd();
  };
  await send(url, `CREATE DATABASE ${name} ENGINE = Atomic`);
  const at = (params = {}) => `${url}/?${new URLSearchParams({ database: name, ...params })}`;
  return {
    url,
    name,
    at,
    run: (sql, params) => send(at(params), sql),
    drop: async () => {
      await send(url, `DROP DATABASE ${name} SYNC`);
    },
  };
}

import { ConfigurationFault, type MoneyConfiguration, readMoney } from '@bellwether/configuration';
import { CliError } from '../output/cli-error.ts';

/** The rates and costs of `CONFIG_DIR`, else the shipped ones. */
export function moneyHere(env: NodeJS.ProcessEnv = process.env): MoneyConfiguration {
  try {
    return readMoney(env.CONFIG_DIR || undefined);
  } catch (error) {
    if (!(error instanceof ConfigurationFault)) throw error;
    throw new CliError(error.message, { cause: error });
  }
}

/** The currency a tenant's money is told in. */
export function currencyHere(tenantId: string): string {
  const { rates } = moneyHere();
  return rates.tenants[tenantId] ?? rates.base;
}

import { join } from 'node:path';
import { type Costs, costsSchema, type Rates, ratesSchema } from '@bellwether/domain';
import { SHIPPED_CONFIG_DIR } from './indicators.ts';
import { readYamlFile } from './read-file.ts';

/** What configuration says about money. */
export interface MoneyConfiguration {
  readonly rates: Rates;
  readonly costs: Costs;
}

/** Rates and costs, from a folder like `config/`. @throws ConfigurationFault naming every problem of a file */
export function readMoney(dir: string = SHIPPED_CONFIG_DIR): MoneyConfiguration {
  return {
    rates: readYamlFile(join(dir, 'rates.yaml'), ratesSchema),
    costs: readYamlFile(join(dir, 'costs.yaml'), costsSchema),
  };
}

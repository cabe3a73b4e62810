import { ConfigurationFault, readIndicators } from '@bellwether/configuration';
import type { Indicator } from '@bellwether/domain';
import { CliError } from '../output/cli-error.ts';

/** Every indicator under the configuration that the services read too: `CONFIG_DIR`, else the shipped one. */
export function indicatorsHere(env: NodeJS.ProcessEnv = process.env): readonly Indicator[] {
  try {
    return readIndicators(env.CONFIG_DIR || undefined);
  } catch (error) {
    if (!(error instanceof ConfigurationFault)) throw error;
    throw new CliError(error.message, { cause: error });
  }
}

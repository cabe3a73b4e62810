import { ConfigurationFault, readIndicators } from '@bellwether/configuration';
import type { Indicator } from '@bellwether/domain';
import { CliError, usageError } from '../output/cli-error.ts';
import { didYouMean } from '../output/nearest.ts';

/** Every indicator under the configuration that the services read too: `CONFIG_DIR`, else the shipped one. */
export function indicatorsHere(env: NodeJS.ProcessEnv = process.env): readonly Indicator[] {
  try {
    return readIndicators(env.CONFIG_DIR || undefined);
  } catch (error) {
    if (!(error instanceof ConfigurationFault)) throw error;
    throw new CliError(error.message, { cause: error });
  }
}

/** @throws CliError, wrong usage, that suggests those near in spelling */
export function indicatorNamed(id: string, indicators: readonly Indicator[]): Indicator {
  const found = indicators.find((indicator) => indicator.id === id);
  if (found) return found;
  const near = didYouMean(
    id,
    indicators.map((indicator) => indicator.id),
  );
  throw usageError(
    `There is no indicator ${id}.`,
    near ?? '`npx bellwether indicators list` names them all.',
  );
}

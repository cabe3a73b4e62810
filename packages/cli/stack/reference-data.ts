import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReferenceData } from '@bellwether/clickhouse';
import { explainZodIssues } from '@bellwether/configuration';
import { costsSchema, ratesSchema } from '@bellwether/domain';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { CliError, messageOf } from '../output/cli-error.ts';
import { PROJECT_ROOT } from './project.ts';

const FOLDER = join(PROJECT_ROOT, 'config');

/** Rates and costs as configured. @throws CliError naming every problem of a file with its path */
export function loadReferenceData(folder = FOLDER): ReferenceData {
  return {
    rates: load(join(folder, 'rates.yaml'), ratesSchema, 'rates'),
    costs: load(join(folder, 'costs.yaml'), costsSchema, 'costs'),
  };
}

function load<T extends z.ZodType>(path: string, schema: T, name: string): z.output<T> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new CliError(`${path} cannot be read.`, { details: [messageOf(cause)] });
  }
  const document = parseDocument(text);
  const parsed = schema.safeParse(document.errors.length > 0 ? null : document.toJS());
  if (parsed.success) return parsed.data;
  const yaml = document.errors.map((error) => error.message);
  throw new CliError(`${path} does not say what it must.`, {
    details: yaml.length > 0 ? yaml : explainZodIssues(parsed.error),
    remedy: `config/${name}.schema.json describes every key.`,
  });
}

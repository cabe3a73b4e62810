import { readFileSync } from 'node:fs';
import { explainZodIssues } from '@bellwether/configuration';
import { parseDocument } from 'yaml';
import { CliError } from '../output/cli-error.ts';
import { type Mapping, mappingSchema } from './mapping.ts';

/** Reads and checks a mapping file; a CliError names every problem with its path. */
export function loadMapping(path: string): Mapping {
  return parseMapping(readMapping(path), path);
}

function readMapping(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new CliError(`The mapping ${path} cannot be read.`, {
      remedy: 'Give the path of a YAML file, for example config/mappings/ravenstack.yaml.',
      cause,
    });
  }
}

export function parseMapping(yaml: string, path: string): Mapping {
  const document = parseDocument(yaml, { merge: true });
  if (document.errors.length > 0) {
    throw new CliError(`The mapping ${path} is no valid YAML.`, {
      details: document.errors.map((error) => error.message),
    });
  }
  const parsed = mappingSchema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  throw new CliError(`The mapping ${path} does not say what it must.`, {
    details: explainZodIssues(parsed.error),
    remedy: 'config/mappings/mapping.schema.json describes every key; editors complete from it.',
  });
}

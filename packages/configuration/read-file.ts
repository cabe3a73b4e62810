import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { explainZodIssues } from './zod-issues.ts';

/** A file of `config/` that does not say what it must; the message names every problem and where it is. */
export class ConfigurationFault extends Error {
  readonly code = 'configuration-invalid';
  readonly retryable = false;
  constructor(path: string, problems: readonly string[], cause?: unknown) {
    super([`${path} does not say what it must:`, ...problems.map((p) => `  ${p}`)].join('\n'), { cause });
    this.name = 'ConfigurationFault';
  }
}

/** A YAML file, checked. @throws ConfigurationFault naming every problem; the system's error where there is no file */
export function readYamlFile<S extends z.ZodType>(path: string, schema: S): z.output<S> {
  const document = parseDocument(readFileSync(path, 'utf8'));
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => error.message);
    throw new ConfigurationFault(path, problems);
  }
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  throw new ConfigurationFault(path, explainZodIssues(parsed.error), parsed.error);
}

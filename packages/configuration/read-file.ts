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

export type CheckedFile<T> =
  | { readonly kind: 'valid'; readonly value: T }
  | { readonly kind: 'faulty'; readonly problems: readonly string[]; readonly cause?: unknown };

export type YamlFile =
  | { readonly kind: 'yaml'; readonly content: unknown }
  | { readonly kind: 'not-yaml'; readonly problem: string };

/**
 * A YAML file, or in one line why it is none: where it first stops being YAML, as everything after that only follows from
 * it. Throws the system's error where there is no file.
 */
export function readYaml(path: string): YamlFile {
  const document = parseDocument(readFileSync(path, 'utf8'));
  const [error] = document.errors;
  if (error === undefined) return { kind: 'yaml', content: document.toJS() };
  // The rest of the message draws the place.
  const first = error.message.split('\n')[0]!.replace(/:$/, '');
  return { kind: 'not-yaml', problem: `is not YAML: ${first}` };
}

/** A YAML file, checked, or every problem of it. Throws the system's error where there is no file. */
export function checkYamlFile<S extends z.ZodType>(path: string, schema: S): CheckedFile<z.output<S>> {
  const document = readYaml(path);
  if (document.kind === 'not-yaml') return { kind: 'faulty', problems: [document.problem] };
  const parsed = schema.safeParse(document.content);
  if (parsed.success) return { kind: 'valid', value: parsed.data };
  return { kind: 'faulty', problems: explainZodIssues(parsed.error), cause: parsed.error };
}

/** A YAML file, checked. @throws ConfigurationFault naming every problem; the system's error where there is no file */
export function readYamlFile<S extends z.ZodType>(path: string, schema: S): z.output<S> {
  const checked = checkYamlFile(path, schema);
  if (checked.kind === 'valid') return checked.value;
  throw new ConfigurationFault(path, checked.problems, checked.cause);
}

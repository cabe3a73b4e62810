import type { z } from 'zod';
import { type Playbook, playbookSchema } from './rule.ts';

export type ReadPlaybook =
  | { readonly kind: 'playbook'; readonly playbook: Playbook }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

/** Turns a file's text into data; throws an Error that names the line. The YAML library's `parse` fits. */
export type ParseText = (text: string) => unknown;

/** All problems of the file at once, each with its path. */
export function readPlaybook(fileText: string, parseText: ParseText): ReadPlaybook {
  let raw: unknown;
  try {
    raw = parseText(fileText);
  } catch (error) {
    return { kind: 'invalid', problems: [error instanceof Error ? error.message : String(error)] };
  }
  const parsed = playbookSchema.safeParse(raw);
  return parsed.success
    ? { kind: 'playbook', playbook: parsed.data }
    : { kind: 'invalid', problems: problemsOf(parsed.error) };
}

export function problemsOf(error: z.ZodError): string[] {
  return error.issues.map((issue) => {
    const path = issue.path.join('.');
    return path === '' ? issue.message : `${path}: ${issue.message}`;
  });
}

import type { z } from 'zod';

/** One line per problem: `files.0.signals.1.topic: …`. Of a union the branch that came closest speaks. */
export function explainZodIssues(error: z.ZodError): string[] {
  return error.issues.flatMap((issue) => explain(issue, []));
}

function explain(issue: z.core.$ZodIssue, prefix: readonly PropertyKey[]): string[] {
  const path = [...prefix, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const closest = issue.errors.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best));
    if (depth(closest) > 0) return closest.flatMap((inner) => explain(inner, path));
  }
  return [`${path.map(String).join('.') || '(top level)'}: ${issue.message}`];
}

/** How far a branch got before it failed: a wrong key inside an object is nearer than a wrong type. */
function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => (issue.code === 'unrecognized_keys' ? 1 : issue.path.length)));
}

const MARKED = /\{\{(.*?)\}\}/gs;

/**
 * The aggregates that expressions mark as `{{…}}`, each once. The engine analyses a query by the size of what every
 * column comes from, so an aggregate named once and read by name is much cheaper than one written twice.
 */
export interface Measures {
  /** `aggregate AS name`, for the SELECT that groups. */
  readonly columns: readonly string[];
  /** An expression with its aggregates replaced by their names. */
  read(expression: string): string;
}

export function measuresOf(expressions: readonly string[]): Measures {
  const names = new Map<string, string>();
  for (const [, aggregate] of expressions.flatMap((e) => [...e.matchAll(MARKED)])) {
    if (!names.has(aggregate!)) names.set(aggregate!, `m${names.size}`);
  }
  return {
    columns: [...names].map(([aggregate, name]) => `${aggregate} AS ${name}`),
    read: (expression) => expression.replace(MARKED, (_, aggregate: string) => names.get(aggregate)!),
  };
}

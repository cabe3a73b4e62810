/** A row as read: flat, every value as text; empty and missing are the same. Joined rows add `lookup.column`. */
export type Row = Readonly<Record<string, string>>;

export interface SourceRow {
  readonly file: string;
  /** 1-based line on which the row ends. */
  readonly line: number;
  readonly row: Row;
}

/** A row that could not even be read: bad quoting, too many fields, no JSON. */
export interface BrokenRow {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  readonly raw: string;
}

/** The text of a column, or null where it is empty or missing. */
export function cell(row: Row, column: string): string | null {
  const text = row[column];
  return text === undefined || text === '' ? null : text;
}

const PLACEHOLDER = /\{([^{}]+)\}/g;

/** Replaces each `{column}`; empty columns become nothing. Null when nothing at all is left. */
export function render(template: string, row: Row): string | null {
  const text = template.replace(PLACEHOLDER, (_, column: string) => row[column] ?? '').trim();
  return text === '' ? null : text;
}

/** The columns a template names. */
export function columnsOf(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
}

/** A JSON object as a row: nested keys join with a dot, lists stay JSON. */
export function flatten(value: object): Row {
  const row: Record<string, string> = {};
  const visit = (object: object, prefix: string) => {
    for (const [key, inner] of Object.entries(object)) {
      if (inner === null || inner === undefined) continue;
      if (typeof inner === 'object' && !Array.isArray(inner)) visit(inner, `${prefix}${key}.`);
      else row[prefix + key] = typeof inner === 'string' ? inner : JSON.stringify(inner);
    }
  };
  visit(value, '');
  return row;
}

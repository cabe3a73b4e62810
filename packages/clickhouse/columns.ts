import type { AvroRecord, AvroSchema } from '@bellwether/contracts';
import { columnOf } from '@bellwether/domain';
import { columnType } from './structure.ts';

/** The columns of a CREATE TABLE with one column a line, by name. */
export function declaredColumns(createTable: string): Map<string, string> {
  const lines = createTable.matchAll(
    /^ {2,4}`?([a-z_]+)`? +([A-Z].*?)(?: (?:DEFAULT|CODEC|COMMENT)\b.*)?,?$/gm,
  );
  return new Map([...lines].map(([, name, type]) => [name!, type!]));
}

/**
 * Where the columns of a table would hold something else than the fields say: no column, another type, a plain column
 * for a field that may be null, an Enum, which refuses what it does not know.
 */
export function columnFaults(schema: AvroRecord, columns: ReadonlyMap<string, string>): string[] {
  const named = new Map<string, AvroSchema>();
  return schema.fields.flatMap(({ name, type }) => {
    const wanted = columnType(type, name, named);
    const declared = columns.get(columnOf(name));
    if (declared === undefined) return [`${name}: no column ${columnOf(name)}`];
    if (withoutDictionary(declared) === wanted) return [];
    return [`${name}: a ${declared} cannot hold every ${wanted}`];
  });
}

/** LowCardinality changes how a column is stored, not what it holds. */
function withoutDictionary(type: string): string {
  return type.replace(/LowCardinality\(((?:Nullable\()?String\)?)\)/g, '$1');
}

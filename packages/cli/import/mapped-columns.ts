import type { FieldValue, ImportedFile } from './mapping.ts';
import { columnsOf } from './row.ts';

/** The columns of the file itself that its mapping reads; looked-up ones belong to another file. */
export function mappedColumns(file: ImportedFile): string[] {
  const columns = new Set<string>(Object.values(file.join));
  const add = (names: readonly string[]) => {
    for (const name of names) columns.add(name);
  };
  for (const signal of file.signals) {
    add([...columnsOf(signal.id), ...columnsOf(signal.account), ...columnsOf(signal.user ?? '')]);
    add(Object.keys(signal.when ?? {}));
    add(columnsOfField(signal.occurredAt));
    for (const field of Object.values(signal.fields)) add(columnsOfField(field));
  }
  const lookedUp = (column: string) => Object.keys(file.join).some((name) => column.startsWith(`${name}.`));
  return [...columns].filter((column) => !lookedUp(column));
}

function columnsOfField(field: FieldValue): string[] {
  if (typeof field === 'string') return columnsOf(field);
  if (typeof field === 'number' || typeof field === 'boolean') return [];
  if ('list' in field) return field.list.flatMap(columnsOf);
  if ('instant' in field) return field.plus ? [field.instant, field.plus.column] : [field.instant];
  return [field.column];
}

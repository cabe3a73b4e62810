import { type Registry, RegistryError } from './registry.ts';
import type { AvroRecord } from './schemas.ts';

/** A registry in memory: ids count from 1, and any version is taken. */
export function memoryRegistry(): Registry {
  const schemas: { readonly subject: string; readonly text: string }[] = [];
  const find = (subject: string, schema: AvroRecord): number => {
    const text = JSON.stringify(schema);
    return schemas.findIndex((known) => known.subject === subject && known.text === text) + 1;
  };
  return {
    async idOf(subject, schema) {
      const id = find(subject, schema);
      if (id === 0) throw new RegistryError('not-registered', `${subject}: schema not registered`);
      return id;
    },
    async schemaOf(id) {
      const found = schemas[id - 1];
      return found ? JSON.parse(found.text) : null;
    },
    async register(subject, schema) {
      return find(subject, schema) || schemas.push({ subject, text: JSON.stringify(schema) });
    },
  };
}

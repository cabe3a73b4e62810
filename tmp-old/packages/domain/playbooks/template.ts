/** `{{account.name}}`, or `{{account.csmName | its team}}` with what to say where the field is null. */
const FIELD = /\{\{\s*([A-Za-z][\w.]*)\s*(?:\|([^}]*))?\}\}/g;
const NOTHING_KNOWN = 'unknown';

/** Fills a template with fields of the event. Lists are joined by commas; null and missing become the fallback. */
export function fillTemplate(template: string, event: object): string {
  return template.replace(FIELD, (_, path: string, fallback?: string) => {
    const shown = show(valueAt(event, path));
    return shown ?? fallback?.trim() ?? NOTHING_KNOWN;
  });
}

/** {@link fillTemplate} on every text of a JSON value; keys stay as they are. */
export function fillTemplates<T>(value: T, event: object): T {
  if (typeof value === 'string') return fillTemplate(value, event) as T;
  if (Array.isArray(value)) return value.map((item) => fillTemplates(item, event)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, fillTemplates(item, event)]),
  ) as T;
}

/** Every field path a template names, in order, repeats included. */
export function templatePaths(template: string): string[] {
  return [...template.matchAll(FIELD)].map((match) => match[1]!);
}

/** The value at a dotted path; `nextSteps.0` reaches into a list. Undefined where there is no such field. */
export function valueAt(event: object, path: string): unknown {
  let at: unknown = event;
  for (const name of path.split('.')) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}

function show(value: unknown): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (Array.isArray(value))
    return value.length === 0 ? undefined : value.map((v) => show(v) ?? '').join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

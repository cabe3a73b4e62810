/** The engine's own list of formats, so that a column called `format` is not taken for the clause. */
export interface FormatNames {
  /** The name as the engine writes it; undefined if there is no such format. */
  find(name: string | undefined): string | undefined;
  contentType(name: string): string;
}

const FALLBACK_CONTENT_TYPE = 'text/plain; charset=UTF-8';

/** From rows of `system.formats`. */
export function formatNames(rows: readonly { name: string; content_type: string }[]): FormatNames {
  const byLowerCase = new Map(rows.map((row) => [row.name.toLowerCase(), row]));
  return {
    find: (name) => (name === undefined ? undefined : byLowerCase.get(name.toLowerCase())?.name),
    contentType: (name) => byLowerCase.get(name.toLowerCase())?.content_type || FALLBACK_CONTENT_TYPE,
  };
}

import { around, namesOf, tokensOf } from './tokens.ts';

/** A table read in a SQL text, and what the SELECT that reads it names. */
export interface TableRead {
  readonly table: string;
  /** Columns, and aliases that are read again. */
  readonly names: ReadonlySet<string>;
  /** The text literals in it, such as topics compared with. */
  readonly literals: ReadonlySet<string>;
}

/** Every table that a SQL text reads, once a SELECT. */
export function tableReads(sql: string): TableRead[] {
  const tokens = tokensOf(sql);
  return tokens.flatMap(({ text }, at): TableRead[] => {
    const table = tokens[at + 1];
    if (text !== 'FROM' || !table || !/^[a-z]/.test(table.text)) return [];
    const select = around(tokens, at, (token) => token.text === 'UNION');
    const literals = select
      .filter(({ kind }) => kind === 'literal')
      .map((literal) => literal.text.slice(1, -1));
    return [{ table: table.text, names: namesOf(select), literals: new Set(literals) }];
  });
}

/** The names an expression reads. */
export function namesIn(expression: string): ReadonlySet<string> {
  return namesOf(tokensOf(expression));
}
